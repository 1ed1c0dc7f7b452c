import type { Problem } from '../../types.ts';
import type { RawDocument } from '../format.ts';
import type { SpecObject, SpecValue } from './spec-objects.ts';

const stating = /^(?:text|title|chapter|criteria)$/;
/** A name or a state is shorter than what a requirement says. */
const shortest = 20;

/** Of the attributes whose meaning is not known, the one that says most, if what it holds looks like sentences. */
function longest(objects: readonly SpecObject[]): string | undefined {
  const sizes = new Map<string, { size: number; count: number; words: number }>();
  for (const { name, role, text } of objects.flatMap(({ values }) => values)) {
    // What was chosen from a list has no place of its own in the file.
    if (role !== 'other' || text.text.trim() === '' || text.runs.length === 0) continue;
    const found = sizes.get(name) ?? { size: 0, count: 0, words: 0 };
    const words = /\S\s+\S+\s+\S/.test(text.text) ? 1 : 0;
    sizes.set(name, { size: found.size + text.text.length, count: found.count + 1, words: found.words + words });
  }
  const wordy = [...sizes].filter(([, { size, count, words }]) => size / count >= shortest && words * 2 > count);
  return wordy.sort(([, one], [, other]) => other.size - one.size)[0]?.[0];
}

/**
 * ReqIF fixes no names of attributes. Where no object has one of the usual names, the attribute with the longest values
 * is read as the text, and a warning says so.
 */
export function guessText(
  document: RawDocument,
  objects: readonly SpecObject[],
): { objects: readonly SpecObject[]; problems: Problem[] } {
  if (objects.some(({ values }) => values.some(({ role }) => stating.test(role)))) return { objects, problems: [] };
  const types = Map.groupBy(objects, ({ type }) => type);
  const names = new Map([...types].map(([type, own]) => [type, longest(own)] as const));
  const [name] = [...names.values()].filter((each) => each !== undefined);
  if (name === undefined) return { objects, problems: [] };
  const asText = (value: SpecValue, type: string): SpecValue =>
    value.name === names.get(type) ? { ...value, role: 'text' } : value;
  const problem: Problem = {
    code: 'guessed_text',
    severity: 'warning',
    message: `No attribute has one of the usual names of a text; "${name.slice(0, 60)}" has the longest values and was read as the text`,
    source: { path: document.path, line: 1, end_line: 1 },
    hint: 'Export the attribute with the long name ReqIF.Text, as the standard recommends.',
  };
  return {
    objects: objects.map((object) => ({ ...object, values: object.values.map((value) => asText(value, object.type)) })),
    problems: [problem],
  };
}
