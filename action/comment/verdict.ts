import { coverageLevels, type FailReason, failReasons, type GateResult, markdownText } from '../../core/index.ts';
import type { Report } from '../report.ts';
import type { Messages } from './messages.ts';
import { nameCode, shortened } from './parts.ts';

/**
 * What a reviewer must not overlook, the worst first: a closed gate, what is covered and what this run adds, new waivers, what a
 * limit left out, what was not read.
 */
export function verdict(report: Report, t: Messages): string {
  const parts = [
    ...(report.done === undefined ? [] : [`✔️ ${markdownText(shortened(report.done, 1000))}`]),
    ...gateNote(report, t),
    standing(report, t),
    ...waiverNote(report, t),
    ...(report.unserved === true ? [`⚠️ ${t.unserved(markdownText(shortened(report.reason ?? '', 500)))}`] : []),
    ...(report.leftOut > 0 ? [`⚠️ ${t.limited(report.leftOut)}`] : []),
    ...(report.problems.length > 0 ? [`⚠️ ${t.filesUnread(report.problems.length)}`] : []),
  ];
  return parts.join('\n\n');
}

/** What is committed, what the cases of this run add, and flaws that close no gate. */
function standing({ committed, proposed, suite, failOn, require, shard, unjudged }: Report, t: Messages): string {
  const level = coverageLevels.find((each) => each === require) ?? 'drafted';
  const { items } = committed.coverage;
  const [covered, after] = [committed.coverage[level], proposed.coverage[level]];
  if (suite.requirements.length === 0) return shard === undefined || shard === 'merge' ? t.noneLeft : t.noneInPart;
  if (items === 0) return `❔ ${t.nothingTestable}`;
  const closing = committed.ok ? [] : failOn;
  const among = failReasons.filter((reason) => reason !== 'uncovered' && !closing.includes(reason));
  const rest = flaws(committed, t, among);
  const also = rest.length === 0 ? '' : `${t.space}${t.also(rest.join(t.comma))}`;
  if (level !== 'drafted') {
    const mark = covered === items && committed.ok && unjudged.length === 0 ? '✅' : '📝';
    return `${mark} ${t.reached({ covered, items }, t.levels[level])}${also}`;
  }
  if (covered === items) return `${committed.ok && unjudged.length === 0 ? '✅' : '📝'} ${t.allCovered(items)}${also}`;
  return `📝 ${t.someCovered({ covered, items }, after)}${also}`;
}

export function gateNote(report: Report, t: Messages): string[] {
  const { committed, failOn, ratchet, require } = report;
  const unjudged = report.unjudged.length === 0 ? [] : [`❌ ${t.gateClosed(t.unjudged(report.unjudged.length))}`];
  if (committed.ok) return unjudged;
  const level = coverageLevels.find((each) => each === require && each !== 'drafted');
  const lacking = { ...t.flaws, ...(level && { uncovered: (count: number) => t.below(count, t.levels[level]) }) };
  const what = flaws({ ...committed, ...committed.fresh }, { flaws: lacking }, failOn).join(t.comma);
  const against = ratchet === undefined ? '' : `${t.space}${t.ratchet(nameCode(ratchet))}`;
  return [`❌ ${t.gateClosed(what)}${against}`, ...unjudged];
}

/** A waiver opens the gate, so whoever reviews the change sees each new one. */
export function waiverNote({ committed, newWaivers }: Report, t: Messages): string[] {
  const most = 10;
  const more = newWaivers.length > most ? [t.moreEntries(newWaivers.length - most)] : [];
  const shown = [...newWaivers.slice(0, most).map(nameCode), ...more].join(t.comma);
  const notes = [
    ...(committed.waived.length === 0 ? [] : [t.waived(committed.waived.length)]),
    ...(newWaivers.length === 0 ? [] : [`⚠️ ${t.newWaivers(shown)}`]),
  ];
  return notes.length === 0 ? [] : [notes.join(' ')];
}

/** What `check` finds, as `2 stale`; only what `among` names. */
function flaws(
  result: Pick<GateResult, FailReason>,
  { flaws: words }: Pick<Messages, 'flaws'>,
  among: readonly string[],
): string[] {
  const found = failReasons.filter((reason) => among.includes(reason) && result[reason].length > 0);
  return found.map((reason) => words[reason](result[reason].length));
}
