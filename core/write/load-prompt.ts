import { createHash } from 'node:crypto';
import { nearest } from '../text/nearest.ts';
import type { Problem } from '../types.ts';
import { partNames } from './compile-schema.ts';
import type { Message, Prompt } from './fill-prompt.ts';
import { readNote } from './read-note.ts';
import { promptFolder } from './prompt-folder.ts';
import { replaceVariables, usedVariables } from './prompt-variables.ts';
import { readPromptFile } from './read-prompt-file.ts';

export type PromptChoice = {
  /** Where our own prompt files are. */
  folder: string;
  /** The user's text of a prompt file, by its name without ending; undefined where there is none. */
  overrides?: ((name: string) => Promise<string | undefined>) | undefined;
  /** Names of the user's prompt files, for the list of what is allowed. */
  ownNames?: (() => Promise<string[]>) | undefined;
  variant?: string | undefined;
  level?: string | undefined;
};

export type LoadedPrompt = { ok: true; prompt: Prompt } | { ok: false; problem: Problem };

/** Where the user's repository keeps prompt files of its own. */
export const overridesPath = 'casewright/prompts';

const prefix = 'level-';

// Notes are said by drivers, in addition to any prompt.
const isVariant = (name: string): boolean => !name.startsWith(prefix) && !name.startsWith('note-');

const plainName = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);

/** Reads a variant and the text of its level, the user's own where there is one, checks both and puts them together. */
export const loadPrompt = async (choice: PromptChoice): Promise<LoadedPrompt> => {
  const { variant = 'improved', level = 'system' } = choice;
  try {
    const said = isVariant(variant) ? await readText(choice, variant) : undefined;
    if (said === undefined) return await unknown('prompt', variant, choice);
    const added = await readText(choice, `${prefix}${level}`);
    if (added === undefined) return await unknown('test level', level, choice);
    return composed(said, added, await readNote(choice.folder, 'note-correction'));
  } catch (error) {
    const message = `The prompts cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return failed('unreadable_prompt', message, 'Make the files readable, or leave out --prompt and --test-level.');
  }
};

type Text = { name: string; path: string; text: string };

const readText = async ({ folder, overrides }: PromptChoice, name: string): Promise<Text | undefined> => {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) return undefined;
  const ours = promptFolder(folder);
  const own = await overrides?.(name);
  if (own !== undefined) {
    // One that stands for none of ours is the user's own name, and overrides nothing.
    const stands = (await ours.overrides(name)) !== undefined;
    const path = `${overridesPath}/${name}.prompt.yml`;
    return { name: stands ? `${name}+override` : name, path, text: unixLines(own) };
  }
  const text = await ours.overrides(name);
  return text === undefined ? undefined : { name, path: `prompts/${name}.prompt.yml`, text: unixLines(text) };
};

const unixLines = (text: string): string => text.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');

const composed = (said: Text, added: Text, correction: Message[]): LoadedPrompt => {
  const variant = readPromptFile(said, 'variant');
  const level = readPromptFile(added, 'level');
  const faults = [...variant.faults, ...level.faults];
  if (faults.length > 0 || variant.file === undefined || level.file === undefined) {
    const path = variant.faults.length > 0 ? said.path : added.path;
    const hint = `Mend ${path}; docs/prompts.md tells the format, and prompts/improved.prompt.yml of casewright is an example.`;
    return failed('invalid_prompt', `The prompt cannot be used. ${faults.join('; ')}.`, hint);
  }
  const { messages, metadata, modelParameters } = variant.file;
  const usesLevel = usedVariables(messages).includes('level');
  const files = usesLevel ? [said, added] : [said];
  const text = level.file.messages[0]?.content.trim() ?? '';
  const prompt = {
    name: files.map(({ name }) => plainName(name)).join('/'),
    version: [metadata, ...(usesLevel ? [level.file.metadata] : [])].map(({ version }) => version).join('/'),
    digest: createHash('sha256')
      .update(JSON.stringify(files.map((file) => file.text)))
      .digest('hex'),
    temperature: modelParameters?.temperature ?? 0,
    messages: messages.map(({ role, content }) => ({
      role,
      content: replaceVariables(content, (name) => (name === 'level' ? text : `{{${name}}}`)),
    })),
    ideas: metadata.ideas ?? 0,
    correction,
    parts: metadata.parts ?? partNames,
    // In lower case, as they are compared.
    exampleWords: [
      ...(metadata.exampleWords ?? []),
      ...(usesLevel ? (level.file.metadata.exampleWords ?? []) : []),
    ].map((word) => word.toLowerCase()),
  };
  return { ok: true, prompt };
};

const unknown = async (
  what: 'prompt' | 'test level',
  name: string,
  { folder, ownNames }: PromptChoice,
): Promise<LoadedPrompt> => {
  const names = [...(await promptFolder(folder).ownNames()), ...((await ownNames?.()) ?? [])];
  const allowed = [...new Set(names)]
    .filter((each) => (what === 'prompt' ? isVariant(each) : each.startsWith(prefix)))
    .map(plainName)
    .toSorted();
  const meant = nearest(name, allowed);
  const hint = [
    meant === undefined ? '' : `Did you mean "${meant}"?`,
    allowed.length > 0 ? `Allowed are: ${allowed.join(', ')}.` : `There are none in ${folder}.`,
    what === 'prompt' ? `Your own go to ${overridesPath}/NAME.prompt.yml.` : '',
  ];
  return failed('unknown_prompt', `There is no ${what} "${name}".`, hint.filter((part) => part !== '').join(' '));
};

const failed = (code: string, message: string, hint: string): LoadedPrompt => ({
  ok: false,
  problem: { code, severity: 'error', message, hint },
});
