import type { Feature } from '@cucumber/messages';
import type { Problem } from '../../types.ts';
import { type Draft, emptyReading, type Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import { joinTexts, type MappedText } from '../mapped-text.ts';
import { type GherkinError, parseFeature } from './parse-feature.ts';
import { isPlainFeature } from './is-plain-feature.ts';
import { readFeature } from './read-feature.ts';
import { sourceLines } from './source-lines.ts';
import { tagId } from './trace-tags.ts';

/** How many scenarios and rules carry each id. */
function idUses(feature: Feature): Map<string, number> {
  const uses = new Map<string, number>();
  const nodes = feature.children.flatMap(({ rule, scenario }) => [
    ...(scenario ? [scenario] : []),
    ...(rule ? [rule, ...rule.children.flatMap((child) => child.scenario ?? [])] : []),
  ]);
  for (const { tags } of [feature, ...nodes]) {
    for (const id of new Set(tags.flatMap((tag) => tagId(tag) ?? []))) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return uses;
}

function readText(reading: Reading, content: MappedText, given: { markdown: boolean; owner?: Draft }): GherkinError[] {
  const { feature, errors } = parseFeature(content.text, given.markdown);
  const lines = sourceLines(content);
  if (feature) readFeature({ reading, lines, idUses: idUses(feature), links: [], tags: [], ...given }, feature);
  return errors;
}

function problemOf(path: string, { line, column, message }: GherkinError): Problem {
  return {
    code: 'invalid_gherkin',
    severity: 'error',
    message: `This line cannot be read as Gherkin: ${message}`,
    source: { path, line, end_line: line, column },
    hint: 'Mend the line; the scenarios around it are still read.',
  };
}

/** Whether any of the texts stands for what is written: a filled placeholder, a keyword of another language. */
const hasSpans = (texts: MappedText[]): boolean =>
  texts.some(({ runs }) => runs.some(({ span }) => span !== undefined));

const textsOf = ({ text, criteria }: Draft): MappedText[] => [...text, ...criteria.map((criterion) => criterion.text)];

/** Reads a `.feature` or `.feature.md` file, or what is said to be one. */
export function readGherkin({ path, text }: RawDocument): Reading {
  const reading = emptyReading();
  const content: MappedText = { text, runs: text === '' ? [] : [{ at: 0, start: 0, length: text.length }] };
  const errors = readText(reading, content, { markdown: /\.md$/i.test(path) && !isPlainFeature(text) });
  reading.problems = errors.map((error) => problemOf(path, error));
  reading.encoded = reading.drafts.some((draft) => hasSpans(textsOf(draft)));
  return reading;
}

/** What a block of a document leaves out because it goes without saying. */
function opening(text: string): string {
  if (/^[ \t]*(?:Feature|Ability|Business Need):|^[ \t]*#[ \t]*language:/m.test(text)) return '';
  const bare = !/^[ \t]*(?:Scenario|Example|Scenario Outline|Scenario Template|Background|Rule):/m.test(text);
  return bare && /^[ \t]*(?:Given|When|Then)\b/m.test(text) ? 'Feature:\nScenario:\n' : 'Feature:\n';
}

/** Reads a block of Gherkin in a document of another format. Its scenarios are criteria of `owner`, where there is one. */
export function readGherkinBlock(reading: Reading, content: MappedText, owner?: Draft): void {
  const drafts = reading.drafts.length;
  const criteria = owner?.criteria.length;
  const lead = opening(content.text);
  const whole = lead === '' ? content : joinTexts([lead, content]);
  const lines = sourceLines(whole);
  for (const { line } of readText(reading, whole, { markdown: false, ...(owner ? { owner } : {}) })) {
    const place = lines.place(line, line);
    if (place.start > 0)
      reading.skips.push({ ...place, reason: 'Line of a Gherkin block that cannot be read as Gherkin' });
  }
  const added = [
    ...reading.drafts.slice(drafts).flatMap(textsOf),
    ...(owner?.criteria.slice(criteria) ?? []).map(({ text }) => text),
  ];
  if (hasSpans(added)) reading.encoded = true;
}
