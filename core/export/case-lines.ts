import type { ExportedCase, ExportedRequirement, ExportInput } from './export-input.ts';
import { plainLine } from './plain-text.ts';

/** A case with what it belongs to. */
export type PlacedCase = { path: string; of: ExportedRequirement; one: ExportedCase };

export function placedCases({ documents }: Pick<ExportInput, 'documents'>): PlacedCase[] {
  return documents.flatMap(({ path, requirements }) =>
    requirements.flatMap((of) => of.cases.map((one) => ({ path, of, one }))),
  );
}

/** What a reader must know of a case beside its status: a guess, and one that its requirement left behind. */
export function marksOf({ given, stale }: ExportedCase): ('idea' | 'stale')[] {
  return [...(given.inferred ? (['idea'] as const) : []), ...(stale ? (['stale'] as const) : [])];
}

/** Names and values of the data, one line each. */
export function dataLines({ given }: ExportedCase): string[] {
  return Object.entries(given.test_data).map(([name, value]) => `${plainLine(name)} = ${plainLine(value)}`);
}

/** The case in lines of one kind each; none begins with text of somebody else's. */
export function caseLines(one: ExportedCase): string[] {
  const { preconditions, steps, expected_result } = one.given;
  return [
    ...preconditions.map((each) => `Given: ${plainLine(each)}`),
    ...dataLines(one).map((each) => `Data: ${each}`),
    ...steps.map((each, at) => `Step ${at + 1}: ${plainLine(each)}`),
    `Expected: ${plainLine(expected_result)}`,
  ];
}

/** One line about a case: what it is, which items it covers, what to be wary of. */
export function factsLine(one: ExportedCase): string {
  const { type, technique, priority, status, coverage_items, written_by } = one.given;
  const facts = [type, technique, `priority ${priority}`, status, `by ${written_by}`, ...marksOf(one)];
  const covers = coverage_items.length > 0 ? [`covers ${coverage_items.map(plainLine).join(', ')}`] : [];
  return [...facts, ...covers].join(' · ');
}

/** Title of a requirement; its text where it has none. */
export function headline({ requirement: { title, text } }: ExportedRequirement): string {
  const line = plainLine(title ?? text);
  return line.length > 120
    ? `${line
        .slice(0, 119)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
    : line;
}
