import { parseFeature } from './parse-feature.ts';

/**
 * Whether a text is Gherkin as a `.feature` file holds it, whatever its name says: it begins with a feature, holds a scenario
 * and nothing that is Markdown. Text that comes without a file has a name that says nothing.
 */
export function isPlainFeature(text: string): boolean {
  const opening = /^\ufeff?(?:[ \t]*(?:[#@][^\n]*)?\r?\n)*[ \t]*([\p{L} ]{1,40}):/u.exec(text.slice(0, 5000));
  if (!opening || (opening[1] !== 'Feature' && !/^\s*#\s*language:/m.test(opening[0]))) return false;
  if (/^(?:#{2,6} |```)/m.test(text)) return false;
  return (parseFeature(text).feature?.children.length ?? 0) > 0;
}
