import { markdownCode, markdownText } from '../../core/index.ts';
import type { Report } from '../report.ts';
import type { Messages } from './messages.ts';
import { capped, type Detail, folded, nameCode, shortened } from './parts.ts';

const seenQuestions = 10;

/** What somebody must answer before it can be tested; a long list is folded after its first entries. */
export function openQuestions({ suite }: Report, { questions: most }: Detail, t: Messages): string[] {
  const lines = suite.questions.map(
    (each) => `- ${nameCode(each.requirement_id)} ${markdownText(shortened(each.text, 300))}`,
  );
  if (lines.length === 0 || most === 0) return [];
  const head = `#### ${t.questions}`;
  if (lines.length <= seenQuestions + 2) return [head, capped(lines, most, t).join('\n')];
  const rest = lines.slice(seenQuestions);
  const room = Math.max(most - seenQuestions, 0);
  const more =
    room === 0 ? t.moreEntries(rest.length) : folded(t.moreEntries(rest.length), [capped(rest, room, t).join('\n')]);
  return [head, lines.slice(0, seenQuestions).join('\n'), more];
}

/** Cases that need a person: their requirement changed or is gone. */
export function attention({ committed, documents }: Report, { questions: most }: Detail, t: Messages): string[] {
  const only = documents.length === 1 ? `${documents[0]?.path}:` : '';
  const list = (head: string, ids: string[]) => {
    const shown = ids.slice(0, most).map((id) => nameCode(id.startsWith(only) ? id.slice(only.length) : id));
    const rest = ids.length > most ? [t.moreEntries(ids.length - most)] : [];
    return ids.length === 0 || most === 0 ? [] : [`${head} ${[...shown, ...rest].join(t.comma)}`];
  };
  return [
    ...list(t.stale, committed.stale),
    ...list(t.orphaned, committed.orphaned),
    ...list(t.edited, committed.edited),
  ];
}

/** What was passed over, so that nothing is lost in silence. */
export function leftovers({ suite, problems }: Report, { skipped: most }: Detail, t: Messages): string[] {
  const skipped = suite.skipped.map(
    ({ source, reason }) => `- ${placeCode(source)} ${markdownText(shortened(reason, 200))}`,
  );
  const trouble = problems.map(
    (each) => `- ${markdownCode(each.code)} ${markdownText(shortened(`${each.message} → ${each.hint}`, 500))}`,
  );
  return [
    ...(trouble.length > 0 ? [`#### ${t.problems}\n\n${capped(trouble, 20, t).join('\n')}`] : []),
    ...(skipped.length > 0 && most > 0
      ? [folded(t.notTaken(skipped.length), [capped(skipped, most, t).join('\n')])]
      : []),
  ];
}

function placeCode({ path, line }: { path: string; line: number }): string {
  return nameCode(`${shortened(path, 100)}:${line}`);
}
