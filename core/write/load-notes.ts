import { join } from 'node:path';
import type { ModelNotes } from '../model/model-settings.ts';
import { fillPrompt } from './fill-prompt.ts';
import { promptFolder } from './prompt-folder.ts';
import { readPromptFile } from './read-prompt-file.ts';

/**
 * Our texts for engines that cannot be held to a schema, and for requests that share a call.
 * @throws if one of these files of ours is missing or wrong: the package is broken
 */
export const loadNotes = async (folder: string): Promise<ModelNotes> => {
  const [schema, part] = await Promise.all([readNote(folder, 'note-schema'), readNote(folder, 'note-part')]);
  return {
    schema: (value) => schema({ schema: JSON.stringify(value) }),
    part: (key) => part({ key }),
  };
};

const readNote = async (folder: string, name: string): Promise<(values: Record<string, string>) => string> => {
  const path = join(folder, `${name}.prompt.yml`);
  const text = await promptFolder(folder).overrides(name);
  const { file, faults } = readPromptFile({ path, text: text ?? '' }, 'note');
  if (file === undefined || faults.length > 0) throw new Error(`${path} cannot be used: ${faults.join('; ')}`);
  const { messages } = file;
  return (values) =>
    fillPrompt(messages, values)
      .map(({ content }) => content)
      .join('\n');
};
