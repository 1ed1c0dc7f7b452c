import PQueue from 'p-queue';
import {
  assistant,
  type CaseVerdict,
  ConfigurationError,
  type GivenCase,
  judgeCases,
  placeCases,
  plural,
  suiteChanges,
  writeFiles,
} from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { type Settings, writingTool } from '../define-tool.ts';
import { casesAsForCheck, looseCases } from '../given-cases.ts';
import { inputProperties } from '../input-schema.ts';
import { count, exactly, listOf, string, strings } from '../lean-schema.ts';
import { configOf } from '../pick-writer.ts';
import { planInput } from '../planned-input.ts';
import { argumentReader } from '../read-arguments.ts';
import { readInput, requireRequirements } from '../read-input.ts';
import { section } from '../render.ts';

type Arguments = { path: string; cases: GivenCase[] };

const { path } = inputProperties;
const required = ['path', 'cases'];
const read = argumentReader<Arguments>('save_test_cases', {
  type: 'object',
  properties: { path, cases: looseCases },
  required,
});

/** Two callers at a time would overtake each other: each reads what is committed, and writes it anew. */
const oneByOne = new PQueue({ concurrency: 1 });

/** Keeps cases of the assistant that pass all checks, for a person to review. */
export const saveTestCases = writingTool({
  name: 'save_test_cases',
  title: 'Save test cases',
  description:
    'Checks your test cases as check_test_cases does and keeps those that pass in casewright/, as drafts for people to review. What a person wrote or accepted stays, and so does a draft that scores better.',
  inputSchema: { type: 'object', properties: { path, cases: casesAsForCheck }, required },
  named: ['saved', 'turned_down'],
  outputSchema: exactly({
    saved: listOf(exactly({ index: count, id: string, state: string })),
    turned_down: listOf(exactly({ index: count, title: string, reason: string, repairs: strings })),
    files: strings,
    uncovered: listOf(exactly({ id: string, statement: string })),
  }),
  handle: async (given, settings) => oneByOne.add(() => save(read(given), settings)),
});

type TurnedDown = { index: number; title: string; reason: string; repairs: string[] };

async function save({ path: named, cases }: Arguments, settings: Settings, now = new Date()) {
  const input = await readInput({ path: named }, settings);
  const { documents, recorded, root = '', committed } = input;
  requireRequirements(documents);
  const config = await configOf(root, settings);
  const judged = judgeCases(cases, planInput(input, undefined, config.findings).inputs);
  const { passed, verdicts } = judged;
  const base = { ...committed, documents: recorded, toolVersion: settings.version, now };
  const { result, placements } = placeCases(base, passed, { model: assistant });
  const isNew = placements.some(({ state }) => state === 'saved');
  const changes = isNew ? suiteChanges(result, { documents: recorded, committed }) : [];
  const { written, problems } = await writeFiles(changes, root, committed.texts);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const placed = placements.map((each, at) => ({ ...each, index: passed[at]?.index ?? 0 }));
  const saved = placed
    .filter(({ state }) => state !== 'kept_earlier')
    .map(({ index, id, state }) => ({ index, id, state }));
  const turned_down: TurnedDown[] = [
    ...verdicts.filter((each) => !each.passed).map(failed),
    ...placed.flatMap(({ index, reason }) =>
      reason === undefined ? [] : { index, title: verdicts[index]?.title ?? '', reason, repairs: [] },
    ),
  ].toSorted((a, b) => a.index - b.index);
  const covered = new Set(
    result.suite.test_cases
      .filter(({ inferred, status }) => !inferred && status !== 'rejected')
      .flatMap((each) => each.coverage_items),
  );
  const uncovered = result.suite.coverage_items
    .filter(({ id, expected_known }) => expected_known && !covered.has(id))
    .map(({ id, statement }) => ({ id, statement }));
  return {
    head: [
      `${saved.length} of ${plural(cases.length, 'case')} saved, ${turned_down.length} turned down. ${plural(written.length, 'file')} written. ${plural(uncovered.length, 'coverage item')} without a case.`,
    ],
    body: [
      ...section('Saved', saved, ({ index, id, state }) => `case ${index + 1} as ${id} (${state})`),
      ...section('Turned down', turned_down, renderTurnedDown),
      ...section('Written', written, (each) => each),
      ...section('Uncovered', uncovered, ({ id, statement }) => `${id}: ${statement}`),
    ],
    data: { saved, turned_down, files: written, uncovered },
  };
}

function failed({ index, title, failures }: CaseVerdict): TurnedDown {
  return {
    index,
    title,
    reason: failures.map(({ message }) => message).join('; '),
    repairs: failures.map(({ repair }) => repair),
  };
}

function renderTurnedDown({ index, title, reason, repairs }: TurnedDown): string {
  return `case ${index + 1} ${oneLine(title)}: ${reason}${repairs.length > 0 ? ` → ${repairs.join('; ')}` : ''}`;
}
