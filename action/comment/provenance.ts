import { markdownText } from '../../core/index.ts';
import type { Report } from '../report.ts';
import type { Messages } from './messages.ts';
import { nameCode, shortened } from './parts.ts';

/** Who wrote the cases and why. */
export function provenance({ suite, model, reason = '', unserved }: Report, t: Messages): string {
  const { written_by, rejected_by_check, cases } = suite.summary;
  const by = (['model', 'rules', 'human'] as const)
    .filter((writer) => (written_by[writer] ?? 0) > 0)
    .map((writer) => t.countBy[writer](written_by[writer] ?? 0));
  const rejected = Object.entries(rejected_by_check).map(([check, count]) => `${markdownText(check)} ${count}`);
  const times = Object.values(rejected_by_check).reduce((sum, count) => sum + count, 0);
  return [
    ...(cases === 0 ? [] : [t.writtenBy(cases, by.join(t.comma))]),
    ...(model === undefined
      ? [unserved === true ? '' : markdownText(shortened(reason, 500))]
      : [t.asked(nameCode(model))]),
    ...(rejected.length === 0 ? [] : [t.turnedDown(times, rejected.join(t.comma))]),
  ]
    .filter((line) => line !== '')
    .join(t.space);
}

/** How the cases of this run get into the repository, by each way that is open. */
export function waysOn({ changes, documents, answersCommands }: Report, t: Messages): string[] {
  if (changes.length === 0) return [];
  const ways = [
    ...(answersCommands ? [t.byCommand] : []),
    t.byPatch,
    t.byHand(`\`casewright generate${pathsOf(documents)}\``),
  ];
  const list = ways.map((way) => `- ${way}`).join('\n');
  return [`**${t.takeOver}**\n\n${list}`, ...(answersCommands ? [`<sub>${t.rate}</sub>`] : [])];
}

/** The paths as arguments, where they are few, plain and there; without any the command looks at everything. */
function pathsOf(documents: Report['documents']): string {
  const arePlain = documents.every(({ path, gone }) => !gone && /^[\w.][\w./-]*$/.test(path));
  const paths = documents.map(({ path }) => ` ${path}`).join('');
  return arePlain && documents.length <= 5 && paths.length <= 200 ? paths : '';
}
