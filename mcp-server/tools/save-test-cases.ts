import {
  assistant,
  type CaseVerdict,
  ConfigurationError,
  type GivenCase,
  placeCases,
  plural,
  problem,
  suiteChanges,
  withRootLock,
  writeFiles,
} from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { type Settings, writingTool } from '../define-tool.ts';
import { generationQueue } from '../generation-queue.ts';
import { casesAsForCheck, looseCases } from '../given-cases.ts';
import { heavily, sizeOf } from '../heavily.ts';
import { inputProperties } from '../input-schema.ts';
import { count, exactly, listOf, object, string, strings } from '../lean-schema.ts';
import { locate } from '../locate.ts';
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

/** Two calls at a time would overtake each other: each reads what is committed, and writes it anew. */
const oneByOne = generationQueue(1, 20);

/** Keeps cases of the assistant that pass all checks, for a person to review. */
export const saveTestCases = writingTool({
  name: 'save_test_cases',
  title: 'Save test cases',
  description:
    'Checks your test cases as check_test_cases does and keeps those that pass in casewright/, as drafts for people to review. What a person wrote or accepted stays, and so does a draft that scores better.',
  inputSchema: { type: 'object', properties: { path, cases: casesAsForCheck }, required },
  named: ['saved', 'turned_down'],
  outputSchema: exactly({
    saved: listOf(exactly({ index: count, id: string, state: string, replaced: listOf(object) }, ['replaced'])),
    turned_down: listOf(exactly({ index: count, title: string, reason: string, repairs: strings })),
    files: strings,
    uncovered: listOf(exactly({ id: string, statement: string })),
    uncovered_count: count,
  }),
  handle: async (given, settings, { caller, signal }) => {
    const args = read(given);
    const { environment } = settings;
    try {
      return await oneByOne.run(
        async () => {
          const located = await locate(args.path, settings.roots);
          if ('problem' in located) throw new ConfigurationError([located.problem]);
          return withRootLock(located.root, () => save(args, settings, signal), { environment, signal });
        },
        { caller, signal },
      );
    } catch (error) {
      throw signal.aborted && error === signal.reason ? cancelled() : error;
    }
  },
});

type Saved = { index: number; id: string; state: string; replaced?: { id: string; title: string }[] };

const mostShown = 50;

type TurnedDown = { index: number; title: string; reason: string; repairs: string[] };

/** @throws the reason of the signal, while nothing is written */
async function save({ path: named, cases }: Arguments, settings: Settings, signal: AbortSignal) {
  const now = new Date();
  const input = await readInput({ path: named }, settings);
  const { documents, recorded, root = '', committed } = input;
  requireRequirements(documents);
  const config = await configOf(root, settings);
  const { inputs } = await planInput(input, { findings: config.findings, settings });
  const judged = await heavily('judge', { cases, inputs }, { size: sizeOf(documents), settings });
  const { passed, verdicts } = judged;
  const base = { ...committed, documents: recorded, toolVersion: settings.version, now };
  const { result, placements } = placeCases(base, passed, { model: assistant });
  const isNew = placements.some(({ state }) => state === 'saved');
  const changes = isNew ? suiteChanges(result, { documents: recorded, committed }) : [];
  signal.throwIfAborted();
  const { written, problems } = await writeFiles(changes, root, committed.texts);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const placed = placements.map((each, at) => ({ ...each, index: passed[at]?.index ?? 0 }));
  const saved = placed
    .filter(({ state }) => state !== 'kept_earlier')
    .map(({ index, id, state, replaced }) => ({ index, id, state, ...(replaced && { replaced }) }));
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
      `${saved.length} of ${plural(cases.length, 'case')} saved, ${turned_down.length} turned down. ${plural(written.length, 'file')} written. ${plural(uncovered.length, 'coverage item')} without a case${uncovered.length > mostShown ? `, ${mostShown} shown` : ''}.`,
    ],
    body: [
      ...section('Saved', saved, renderSaved),
      ...section('Turned down', turned_down, renderTurnedDown),
      ...section('Written', written, (each) => each),
      ...section('Uncovered', uncovered.slice(0, mostShown), ({ id, statement }) => `${id}: ${statement}`),
    ],
    data: {
      saved,
      turned_down,
      files: written,
      uncovered: uncovered.slice(0, mostShown),
      uncovered_count: uncovered.length,
    },
    stands: written.length > 0,
  };
}

function renderSaved({ index, id, state, replaced = [] }: Saved): string {
  const gone = replaced.map((each) => `${each.id} ${each.title}`).join('; ');
  return `case ${index + 1} as ${id} (${state})${gone && `, in the place of ${gone}`}`;
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

function cancelled(): ConfigurationError {
  const message = 'the call was cancelled before anything was written';
  return new ConfigurationError([problem({ code: 'cancelled', message, hint: 'Call again.' })]);
}
