import { oneLine, type Paint } from './paint.ts';

type Verdict = {
  ok: boolean;
  uncovered: string[];
  stale: string[];
  orphaned: string[];
  duplicates: string[];
  edited: string[];
  waived: string[];
  open_questions: number;
  coverage: { items: number; percent: number; requirements: Levels; criteria: Levels } & Omit<Levels, 'total'>;
  fresh?: Record<(typeof reasons)[number], string[]>;
};
type Levels = { total: number; drafted: number; accepted: number; automated: number; passed: number };

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

type Options = {
  paint: Paint;
  waysOut?: ReadonlyMap<string, string>;
  ratchet?: string;
  /** The level that counts as covered. @default drafted */
  require?: 'drafted' | 'accepted' | 'automated' | 'passed';
};

/** What is missing where an item does not reach the demanded level. */
const missing = {
  drafted: meanings.uncovered,
  accepted: ['items that nobody accepted', 'run casewright review accept ID…, or accept --all'],
  automated: ['items without a test', 'write the id of the case into a test; casewright scan shows what names what'],
  passed: [
    'items whose test has not passed',
    'run the tests, and name their JUnit XML under results: in casewright.yml',
  ],
} as const;

/**
 * The verdict for people: all four levels of coverage, then what fails and what to run. `failOn`: what counts as
 * failure; `waysOut`: what to do about single entries of the lists; `ratchet`: the commit that nothing may fall behind.
 */
export function renderGateText(
  verdict: Verdict,
  failOn: readonly string[],
  { paint, waysOut = new Map(), ratchet, require = 'drafted' }: Options,
): string {
  const lines = levelLines(verdict, paint);
  if (verdict.waived.length > 0)
    lines.push(`${paint('bold', 'waived')}    ${verdict.waived.length} (casewright/waivers.yml)`);
  if (verdict.open_questions > 0) lines.push(`${paint('bold', 'questions')} ${verdict.open_questions} open`);
  for (const reason of reasons) {
    const found = verdict[reason];
    if (found.length === 0) continue;
    const [meaning, wayOut] = reason === 'uncovered' ? missing[require] : meanings[reason];
    const fresh = verdict.fresh?.[reason];
    const fails = failOn.includes(reason) && fresh?.length !== 0;
    const shown = fresh && fresh.length > 0 ? fresh : found;
    const since = fresh ? `, ${fresh.length} of them new since ${oneLine(ratchet ?? '')}` : '';
    lines.push(
      '',
      `${paint(fails ? 'red' : 'yellow', reason)}  ${found.length} ${meaning}${since}${fails ? '' : ' (does not fail the gate)'}`,
    );
    const own = (id: string) => (waysOut.has(id) ? `: ${oneLine(waysOut.get(id) ?? '')}` : '');
    lines.push(...shown.slice(0, mostShown).map((id) => `  ${oneLine(id)}${own(id)}`));
    if (shown.length > mostShown) lines.push(`  … and ${shown.length - mostShown} more (--format json lists all)`);
    if (shown.some((id) => !waysOut.has(id))) lines.push(`  → ${wayOut}`);
  }
  return [...lines, '', verdict.ok ? paint('green', 'The gate is open.') : paint('red', 'The gate is closed.')].join(
    '\n',
  );
}

/** All four levels, of items and of the requirements and criteria that they make up: never one number alone. */
function levelLines({ coverage }: Verdict, paint: Paint): string[] {
  const wholes = [
    ['items', { total: coverage.items, ...coverage }],
    ['requirements', coverage.requirements],
    ['criteria', coverage.criteria],
  ] as const;
  return wholes
    .filter(([name, { total }]) => name === 'items' || total > 0)
    .map(([name, levels], index) => {
      const head = index === 0 ? paint('bold', 'coverage') : '        ';
      const counts = (['drafted', 'accepted', 'automated', 'passed'] as const).map(
        (level) => `${level} ${levels[level]}`,
      );
      return `${head}  ${levels.total} ${name}: ${counts.join(', ')}`;
    });
}
