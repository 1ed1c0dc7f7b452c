import { type GateResult, markdownCode as code, markdownText, plural } from '../core/index.ts';
import { capped, type Detail, folded, shortened } from './comment-parts.ts';
import type { Report } from './report.ts';

/** One sentence that says where things stand, first the committed suite, then what this run adds. */
export function verdict(report: Report): string {
  return `${standing(report)}${waivedNote(report)}`;
}

function standing({ committed, proposed, failOn, suite }: Report): string {
  const { items, drafted } = committed.coverage;
  const gate = committed.ok
    ? ''
    : `\n\n❌ **The gate is closed** (fail-on: ${failOn.join(', ')}): ${flaws(committed, failOn).join(', ')}.`;
  if (suite.requirements.length === 0) return `No requirement is left in the documents that this touches.${gate}`;
  if (items === 0) return `❔ Nothing can be tested yet: see the open questions.${gate}`;
  const rest = flaws(committed).filter((flaw) => !flaw.endsWith('uncovered'));
  const also = rest.length === 0 ? '' : ` Also ${rest.join(', ')}.`;
  if (drafted === items) return `✅ The committed suite covers all ${plural(items, 'coverage item')}.${also}${gate}`;
  const after = proposed.coverage.drafted;
  return `📝 The committed suite covers **${drafted} of ${plural(items, 'coverage item')}**; with the cases below it covers **${after}**.${also}${gate}`;
}

/** A waiver opens the gate, so whoever reviews the change sees each new one. */
function waivedNote({ committed, newWaivers }: Report): string {
  if (committed.waived.length === 0 && newWaivers.length === 0) return '';
  const shown =
    newWaivers.slice(0, 10).map(code).join(', ') +
    (newWaivers.length > 10 ? ` and ${newWaivers.length - 10} more` : '');
  const fresh = newWaivers.length === 0 ? '' : ` ⚠️ **New waivers in this change:** ${shown}.`;
  return ` ${plural(committed.waived.length, 'finding')} waived.${fresh}`;
}

const reasons = ['uncovered', 'stale', 'orphaned', 'duplicates', 'edited'] as const;

/** What `check` finds, as `2 stale`; only what `among` names. */
function flaws(result: GateResult, among: readonly string[] = reasons): string[] {
  const found = reasons.filter((reason) => among.includes(reason) && result[reason].length > 0);
  return found.map((reason) => `${result[reason].length} ${reason === 'edited' ? 'edited by hand' : reason}`);
}

/** All four levels, before and after: one number alone would promise too much. */
export function coverageTable({ committed, proposed }: Report): string {
  const row = (name: string, { coverage: { items, drafted, accepted } }: GateResult) =>
    `| ${name} | ${share(drafted, items)} | ${share(accepted, items)} | not&nbsp;known | not&nbsp;known |`;
  return [
    `| Coverage of ${plural(proposed.coverage.items, 'item')} | drafted | accepted | automated | passed |`,
    '|---|--:|--:|--:|--:|',
    row('as committed', committed),
    row('with the cases of this run', proposed),
  ].join('\n');
}

function share(part: number, whole: number): string {
  const percent = whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
  return `${part}&nbsp;(${percent.toFixed(1)}&nbsp;%)`;
}

/** What somebody must answer before it can be tested. */
export function openQuestions({ suite }: Report, { questions: most }: Detail): string[] {
  const lines = suite.questions.map(
    (each) => `- ${code(each.requirement_id)} ${markdownText(shortened(each.text, 300))}`,
  );
  return lines.length === 0 || most === 0
    ? []
    : [`#### Open questions\n\n${capped(lines, most, 'question').join('\n')}`];
}

/** Cases that need a person: their requirement changed or is gone. */
export function attention({ committed, documents }: Report, { questions: most }: Detail): string[] {
  const only = documents.length === 1 ? `${documents[0]?.path}:` : '';
  const list = (name: string, why: string, ids: string[]) => {
    const shown = ids.slice(0, most).map((id) => code(id.startsWith(only) ? id.slice(only.length) : id));
    return ids.length === 0 || most === 0
      ? []
      : [`**${name}** (${why}): ${shown.join(', ')}${ids.length > most ? ', …' : ''}`];
  };
  return [
    ...list('Stale', 'their requirement changed', committed.stale),
    ...list('Orphaned', 'their requirement is gone', committed.orphaned),
  ];
}

/** What was passed over, so that nothing is lost in silence. */
export function leftovers({ suite, problems }: Report, { rows: most }: Detail): string[] {
  const skipped = suite.skipped.map(
    ({ source, reason }) => `- ${code(`${source.path}:${source.line}`)} ${markdownText(shortened(reason, 200))}`,
  );
  const trouble = problems.map(
    (each) => `- ${code(each.code)} ${markdownText(shortened(`${each.message} → ${each.hint}`, 500))}`,
  );
  return [
    ...(trouble.length > 0 ? [`#### Problems\n\n${capped(trouble, Math.min(most, 20), 'problem').join('\n')}`] : []),
    ...(skipped.length > 0 && most > 0
      ? [
          folded(`${plural(skipped.length, 'place')} not taken as a requirement`, [
            capped(skipped, Math.min(most, 100), 'place').join('\n'),
          ]),
        ]
      : []),
  ];
}

/** Who wrote the cases and why, and what to do next. */
export function provenance({ suite, model, reason, leftOut, written, documents }: Report): string[] {
  const { written_by, rejected_by_check, cases } = suite.summary;
  const rejected = Object.entries(rejected_by_check).map(([check, count]) => `${check} ${count}`);
  const by = [
    `${written_by['model'] ?? 0} of ${plural(cases, 'case')} written by a model, ${written_by['rules'] ?? 0} by rules, ${written_by['human'] ?? 0} by a person.`,
    model === undefined ? markdownText(reason ?? '') : `Asked in this run: ${code(model)}.`,
    rejected.length === 0
      ? ''
      : `Its text was turned down ${plural(sum(Object.values(rejected_by_check)), 'time')} (${rejected.join(', ')}); there the draft of the rules stands.`,
    leftOut === 0 ? '' : `${plural(leftOut, 'requirement')} left for another run (max-requirements).`,
  ];
  const safe = documents.map(({ path }) => path).filter((path) => /^[\w.][\w./-]*$/.test(path));
  const paths = safe.length === documents.length && safe.length <= 5 ? ` ${safe.join(' ')}` : '';
  const next = `**To take over the cases:** run \`casewright generate${paths}\` on this branch, review the files in \`casewright/\`, and commit them.`;
  return [by.filter((line) => line !== '').join(' '), ...(written.length > 0 ? [next] : [])];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
