import { plural } from '../../core/index.ts';
import { readingTool } from '../define-tool.ts';
import { count, exactly, listOf, object, string, strings } from '../lean-schema.ts';
import { argumentReader } from '../read-arguments.ts';
import { renderCounts, renderProblems, section } from '../render.ts';
import { trace, type Trace } from '../trace.ts';
import { reportAddress } from '../report-address.ts';

const properties = {
  paths: { type: 'array', items: string, description: 'Default: all documents of the repository.' },
  since: { type: 'string', description: 'Only what changed since this commit, such as origin/main.' },
};
const read = argumentReader<{ paths?: string[]; since?: string }>('trace_coverage', { type: 'object', properties });

const mostShown = 100;

/** What is committed, judged against the documents of today: the gate, for an assistant. */
export const traceCoverage = readingTool({
  name: 'trace_coverage',
  title: 'Trace coverage',
  description:
    'Judges committed cases against the documents of today: items covered, uncovered, waived; cases stale (requirement changed) or orphaned (it is gone); how many are drafted, accepted, automated, passed. With since also the cases and tests to run. No model.',
  inputSchema: { type: 'object', properties },
  named: ['uncovered'],
  outputSchema: exactly(
    {
      ok: { type: 'boolean' },
      coverage: object,
      counts: object,
      covered: strings,
      uncovered: listOf(exactly({ id: string, statement: string })),
      stale: strings,
      orphaned: strings,
      waived: strings,
      open_questions: count,
      changed: object,
      problems: listOf(object),
    },
    ['changed'],
  ),
  _meta: { ui: { resourceUri: reportAddress } },
  handle: async (given, settings) => {
    const { paths = [], since } = read(given);
    const traced = await trace({ paths, ...(since !== undefined && { since }) }, settings);
    const { verdict, change, problems } = traced;
    const { requirements: _requirements, criteria: _criteria, ...coverage } = verdict.coverage;
    const lists = listsOf(traced);
    const counts = Object.fromEntries(Object.entries(lists).map(([name, ids]) => [name, ids.length]));
    const shown = Object.fromEntries(Object.entries(lists).map(([name, ids]) => [name, ids.slice(0, mostShown)]));
    const uncovered = (shown['uncovered'] ?? []).map((id) => ({ id, statement: traced.statements.get(id) ?? '' }));
    const hidden = Object.values(lists).some(({ length }) => length > mostShown);
    return {
      head: [
        `${verdict.ok ? 'No gap' : 'There are gaps'}${since === undefined ? '' : ` in what changed since ${JSON.stringify(since)}`}: ${renderCounts(counts)}, ${plural(verdict.open_questions, 'open question')}.`,
        `Coverage: ${renderCounts(coverage)}.`,
        ...(hidden ? [`Each list shows its first ${mostShown} only; name paths to see the rest.`] : []),
      ],
      body: [
        ...section('Uncovered', uncovered, (each) => `${each.id}: ${each.statement}`),
        ...section('Stale', shown['stale'] ?? [], (id) => id),
        ...section('Orphaned', shown['orphaned'] ?? [], (id) => id),
        ...section('Waived', shown['waived'] ?? [], (id) => id),
        ...section('Covered', shown['covered'] ?? [], (id) => id),
        ...renderChange(change),
        ...renderProblems(problems),
      ],
      data: {
        ok: verdict.ok,
        coverage,
        counts,
        ...shown,
        uncovered,
        open_questions: verdict.open_questions,
        ...(change && { changed: change }),
        problems,
      },
    };
  },
});

function listsOf({
  verdict,
  covered,
}: Trace): Record<'covered' | 'uncovered' | 'stale' | 'orphaned' | 'waived', string[]> {
  const { uncovered, stale, orphaned, waived } = verdict;
  return { covered, uncovered, stale, orphaned, waived };
}

function renderChange(change: Trace['change']): string[] {
  if (!change) return [];
  return [
    ...section('Changed requirements', change.requirements, (each) => `${each.change} ${each.document}:${each.id}`),
    ...section(
      'Cases to run',
      change.cases,
      (each) => `${each.document}:${each.id} (${each.requirement_id}): ${each.title}`,
    ),
    ...section(
      'Tests to run',
      change.tests,
      (each) => `${each.path}:${each.line} ${each.name} (${each.names.join(', ')})`,
    ),
  ];
}
