import { field, texts } from '../untrusted.ts';

/** What `/api/show` says of the licence: its short name, or the beginning of its text. */
export const licenseOf = (shown: unknown): string | undefined => {
  // Weights carry the short name; Ollama's own models carry the whole text.
  const [named = ''] = texts([field(field(shown, 'model_info'), 'general.license'), field(shown, 'license')]);
  // The version often stands on the second line.
  const lines = named
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines.slice(0, 2).join(' ').slice(0, 80);
};
