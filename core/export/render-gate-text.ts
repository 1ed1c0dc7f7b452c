import { oneLine, type Paint } from './paint.ts';

type Verdict = {
  ok: boolean;
  uncovered: string[];
  stale: string[];
  orphaned: string[];
  duplicates: string[];
  edited: string[];
  open_questions: number;
  coverage: { items: number; drafted: number; accepted: number; automated: number; passed: number };
};

const meanings = {
  uncovered: ['items without a case', 'run casewright generate'],
  stale: ['cases whose requirement changed', 'run casewright generate; edit or delete those that are yours'],
  orphaned: [
    'cases whose requirement is gone',
    'run casewright generate; delete those that are yours. A renamed document: run casewright generate NEW-PATH',
  ],
  duplicates: ['cases that repeat another one', 'delete one of them'],
  edited: ['cases changed by hand since the last generate', 'run casewright generate to record them as yours'],
} as const;
const reasons = ['uncovered', 'stale', 'orphaned', 'duplicates', 'edited'] as const;
const mostShown = 20;

/**
 * The verdict for people: all four levels of coverage, then what fails and what to run. `failOn`: what counts as
 * failure; `waysOut`: what to do about single entries of the lists.
 */
export function renderGateText(
  verdict: Verdict,
  failOn: readonly string[],
  { paint, waysOut = new Map() }: { paint: Paint; waysOut?: ReadonlyMap<string, string> },
): string {
  const { coverage } = verdict;
  const levels = (['drafted', 'accepted', 'automated', 'passed'] as const).map(
    (level) => `${level} ${coverage[level]}`,
  );
  const lines = [`${paint('bold', 'coverage')}  ${coverage.items} items: ${levels.join(', ')}`];
  if (verdict.open_questions > 0) lines.push(`${paint('bold', 'questions')} ${verdict.open_questions} open`);
  for (const reason of reasons) {
    const found = verdict[reason];
    if (found.length === 0) continue;
    const [meaning, wayOut] = meanings[reason];
    const fails = failOn.includes(reason);
    lines.push(
      '',
      `${paint(fails ? 'red' : 'yellow', reason)}  ${found.length} ${meaning}${fails ? '' : ' (does not fail the gate)'}`,
    );
    const own = (id: string) => (waysOut.has(id) ? `: ${oneLine(waysOut.get(id) ?? '')}` : '');
    lines.push(...found.slice(0, mostShown).map((id) => `  ${oneLine(id)}${own(id)}`));
    if (found.length > mostShown) lines.push(`  … and ${found.length - mostShown} more (--format json lists all)`);
    if (found.some((id) => !waysOut.has(id))) lines.push(`  → ${wayOut}`);
  }
  return [...lines, '', verdict.ok ? paint('green', 'The gate is open.') : paint('red', 'The gate is closed.')].join(
    '\n',
  );
}
