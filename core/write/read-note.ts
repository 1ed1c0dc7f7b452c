import { join } from 'node:path';
import type { Message } from './fill-prompt.ts';
import { promptFolder } from './prompt-folder.ts';
import { readPromptFile } from './read-prompt-file.ts';

/** The messages of a text of ours that is no prompt by itself. @throws if it is missing or wrong: the package is broken */
export const readNote = async (folder: string, name: string): Promise<Message[]> => {
  const path = join(folder, `${name}.prompt.yml`);
  const text = await promptFolder(folder).overrides(name);
  const { file, faults } = readPromptFile({ path, text: text ?? '' }, 'note');
  if (file === undefined || faults.length > 0) throw new Error(`${path} cannot be used: ${faults.join('; ')}`);
  return file.messages;
};
