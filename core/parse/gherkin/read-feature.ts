import type { Background, Feature, Rule, Scenario } from '@cucumber/messages';
import { addCriterion, type Draft, openDraft, type Reading } from '../draft.ts';
import { foldText, joinTexts, type MappedText } from '../mapped-text.ts';
import { isStory } from '../reading-words.ts';
import { rowTexts, stepsText } from './scenario-texts.ts';
import type { SourceLines } from './source-lines.ts';
import { coveredIds, tagId } from './trace-tags.ts';

type Child = { background?: Background; rule?: Rule; scenario?: Scenario };
type Tagged = Feature | Rule | Scenario;

/** Where scenarios stand. `idUses`: how many scenarios and rules carry an id; an id that several share is none. */
export type Place = {
  reading: Reading;
  lines: SourceLines;
  /** In Markdown `#` begins a heading, else a comment. */
  markdown: boolean;
  idUses: Map<string, number>;
  /** The Given steps of all scenarios here. */
  before?: MappedText;
  /** Whose criteria the scenarios are. */
  owner?: Draft;
  parent?: Draft;
  links: string[];
  tags: string[];
};

const firstLine = ({ tags, location }: Tagged): number =>
  Math.min(location.line, ...tags.slice(0, 1).map((tag) => tag.location.line));

function childLine({ background, rule, scenario }: Child): number {
  const tagged = rule ?? scenario;
  return tagged ? firstLine(tagged) : (background?.location.line ?? 0);
}

/** Up to the line before the next one, without the comments that belong to that. */
function lastLine({ lines, markdown }: Place, from: number, next: number): number {
  let last = next - 1;
  while (last > from && (markdown ? /^$/ : /^(?:#|$)/).test(lines.line(last).text)) last--;
  return last;
}

/** The words in which a coverage tag may stand: those of the range, and the comment right above it. */
function* wordsOf({ lines, markdown }: Place, range: { from: number; to: number }): Generator<string> {
  for (let above = range.from - 1; !markdown && above > 0 && lines.line(above).text.startsWith('#'); above--)
    yield lines.line(above).text;
  for (let number = range.from; number <= range.to; number++) yield lines.line(number).text;
}

function trace(place: Place, node: Tagged, range: { from: number; to: number }) {
  const written = node.tags.flatMap((tag) => tagId(tag) ?? []);
  const id = written.find((each) => place.idUses.get(each) === 1);
  const covered = [...wordsOf(place, range)].flatMap((line) => (line.includes('->') ? coveredIds(line) : []));
  const links = [...new Set([...place.links, ...written.filter((each) => each !== id), ...covered])];
  const tags = [
    ...new Set([
      ...place.tags,
      ...node.tags.filter((tag) => tagId(tag) === undefined).map(({ name }) => name.slice(1)),
    ]),
  ];
  return { ...(id === undefined ? {} : { id }), links, attributes: { tags } };
}

function readScenario(place: Place, scenario: Scenario, to: number): void {
  const { reading, lines, owner, before } = place;
  const from = firstLine(scenario);
  const at = lines.place(from, to);
  if (scenario.steps.length === 0) {
    reading.skips.push({ ...at, reason: 'Scenario without a step' });
    return;
  }
  const own = stepsText(reading, scenario.steps, lines);
  const template = before ? joinTexts([before, ' ', own]) : own;
  const rows = rowTexts(reading, { scenario, template }, lines);
  if (rows?.length === 0) {
    reading.skips.push({ ...at, reason: 'Scenario outline without an example' });
    return;
  }
  const traced = trace(place, scenario, { from, to });
  if (owner) {
    const id = traced.id;
    for (const row of rows ?? [{ text: template, ...at }])
      addCriterion(owner, { ...row, ...(id !== undefined && !rows ? { id } : {}) });
    owner.links = [...new Set([...(owner.links ?? []), ...traced.links])];
    return;
  }
  const title = scenario.name === '' ? undefined : lines.find(scenario.location.line, scenario.name);
  const keyword = lines.find(scenario.location.line, scenario.keyword);
  // In a block of steps alone the keyword is not written.
  const lead = title ?? (keyword.runs.length > 0 ? keyword : own);
  const draft = openDraft(reading, {
    extent: 'row',
    kind: 'scenario',
    ...at,
    ...traced,
    ...(title ? { title, name: title.text } : {}),
    ...(place.parent ? { parent: place.parent } : {}),
    // The examples say what is demanded; the outline only leads into them.
    text: [rows ? joinTexts([lead, ':']) : template],
  });
  for (const row of rows ?? []) addCriterion(draft, row);
}

function readRule(place: Place, rule: Rule, to: number): void {
  const { reading, lines } = place;
  if (place.owner) return readChildren(place, rule.children, to);
  const from = firstLine(rule);
  const traced = trace(place, rule, { from, to: rule.children[0] ? childLine(rule.children[0]) - 1 : to });
  const name = lines.find(rule.location.line, rule.name === '' ? rule.keyword : rule.name);
  const owner = openDraft(reading, {
    extent: 'section',
    ...lines.place(from, to),
    ...traced,
    text: [name],
    name: name.text,
    ...(place.parent ? { parent: place.parent } : {}),
  });
  readChildren({ ...place, owner, links: [], tags: [] }, rule.children, to);
}

function backgroundText(place: Place, background: Background, uses: number): MappedText | undefined {
  const { reading, lines } = place;
  if (background.steps.length === 0) return place.before;
  const text = stepsText(reading, background.steps, lines);
  // Said again in every scenario, a long background makes a small file a very large one.
  if (text.text.length * uses > 4 * Math.max(lines.content.text.length, 200_000)) {
    const { line } = background.location;
    const reason = 'Background too long to be repeated in every scenario';
    reading.skips.push({ ...lines.place(line, background.steps.at(-1)?.location.line ?? line), reason });
    return place.before;
  }
  return place.before ? joinTexts([place.before, ' ', text]) : text;
}

/** Reads the children of a feature or a rule; `to` is its last line. */
function readChildren(given: Place, children: readonly Child[], to: number): void {
  const place = { ...given };
  for (const [index, child] of children.entries()) {
    const next = children[index + 1];
    const last = next ? lastLine(place, childLine(child), childLine(next)) : to;
    if (child.background) {
      const before = backgroundText(place, child.background, children.length);
      if (before) place.before = before;
    } else if (child.rule) readRule(place, child.rule, last);
    else if (child.scenario) readScenario(place, child.scenario, last);
  }
}

/** The prose between the line of a feature and its first child. */
function narrative(
  feature: Feature,
  lines: SourceLines,
  to: number,
): { from: number; to: number; text: MappedText } | undefined {
  const from = feature.location.line + 1;
  const numbers: number[] = [];
  for (let number = from; number <= to; number++)
    if (!/^(?:#|@|`@|$)/.test(lines.line(number).text)) numbers.push(number);
  const [first] = numbers;
  if (first === undefined) return undefined;
  const text = foldText(joinTexts(numbers.flatMap((number) => [' ', lines.line(number)])));
  return { from: first, to: numbers.at(-1) ?? first, text };
}

/** Reads a feature: its narrative is a user story, its rules and scenarios are requirements. */
export function readFeature(place: Place, feature: Feature): void {
  const { reading, lines } = place;
  const [child] = feature.children;
  const prose = narrative(feature, lines, child ? childLine(child) - 1 : lines.count);
  const range = { from: firstLine(feature), to: prose?.to ?? feature.location.line };
  const traced = trace(place, feature, range);
  const { id, links, attributes } = traced;
  const inherited = { links: id === undefined ? links : [], tags: attributes.tags };
  let parent: Draft | undefined;
  if (prose && !place.owner && isStory(prose.text.text)) {
    const title = feature.name === '' ? {} : { title: lines.find(feature.location.line, feature.name) };
    const kind = 'user_story' as const;
    parent = openDraft(reading, {
      ...traced,
      kind,
      extent: 'row',
      derive: 'US',
      ...title,
      text: [prose.text],
      ...lines.place(range.from, range.to),
    });
  } else if (prose)
    reading.skips.push({
      ...lines.place(prose.from, prose.to),
      reason: 'Description of a feature that is no user story',
    });
  const up = id !== undefined && !parent ? [...links, id] : inherited.links;
  readChildren(
    { ...place, links: up, tags: inherited.tags, ...(parent ? { parent } : {}) },
    feature.children,
    lines.count,
  );
}
