import type { ModelNotes } from '../model/model-settings.ts';
import { fillPrompt } from './fill-prompt.ts';
import type { Message } from './fill-prompt.ts';
import { readNote } from './read-note.ts';

const known = new Map<string, Promise<ModelNotes>>();

/**
 * Our texts for engines that cannot be held to a schema, and for requests that share a call. They belong to the package, so
 * that a server reads them once. @throws as `readNote`
 */
export const loadNotes = (folder: string): Promise<ModelNotes> => {
  const notes = known.get(folder) ?? readNotes(folder);
  known.set(folder, notes);
  return notes;
};

const readNotes = async (folder: string): Promise<ModelNotes> => {
  const [schema, part] = await Promise.all([readNote(folder, 'note-schema'), readNote(folder, 'note-part')]);
  return {
    schema: (value) => filled(schema, { schema: JSON.stringify(value) }),
    part: (key) => filled(part, { key }),
  };
};

const filled = (messages: Message[], values: Record<string, string>): string =>
  fillPrompt(messages, values)
    .map(({ content }) => content)
    .join('\n');
