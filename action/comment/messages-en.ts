import { plural } from '../../core/index.ts';

type Numbers = { covered: number; items: number };
type Names = Readonly<Record<string, string>>;

/** Everything that a comment says, in English. What is put in is Markdown that was made harmless before. */
export const messagesEn = {
  space: ' ',
  comma: ', ',
  end: '.',
  quoted: (quote: string) => `“${quote}”`,
  headline: ({ cases, requirements, questions }: { cases: number; requirements: number; questions: number }) =>
    `${plural(cases, 'test case')} for ${plural(requirements, 'requirement')}${questions === 0 ? '' : `, ${plural(questions, 'open question')}`}`,
  part: (part: number, count: number) => ` (part ${part} of ${count})`,
  nothingToTest: 'nothing to test',
  nothingTouched: 'No requirement was touched or found in the files that `paths` names.',
  noneInPart: 'No requirement of what this touches falls to this part.',
  noneLeft: 'No requirement is left in the documents that this touches.',
  nothingTestable: 'Nothing can be tested yet: see the open questions.',
  allCovered: (items: number) => `The committed suite covers all ${plural(items, 'coverage item')}.`,
  reached: ({ covered, items }: Numbers, level: string) =>
    `**${covered} of ${plural(items, 'coverage item')}** are ${level}.`,
  someCovered: ({ covered, items }: Numbers, after: number) =>
    after > covered
      ? `The committed suite covers **${covered} of ${plural(items, 'coverage item')}**; with the cases below it covers **${after}**.`
      : `The committed suite covers **${covered} of ${plural(items, 'coverage item')}**; this run adds none.`,
  also: (flaws: string) => `Also ${flaws}.`,
  gateClosed: (flaws: string) => `**The gate is closed:** ${flaws}.`,
  unjudged: (count: number) => `${count} of the files cannot be judged (see Problems)`,
  ratchet: (name: string) => `Only what is worse than at ${name} counts.`,
  flaws: {
    uncovered: (count: number) => `${count} uncovered`,
    stale: (count: number) => `${count} stale`,
    orphaned: (count: number) => `${count} orphaned`,
    duplicates: (count: number) => plural(count, 'duplicate'),
    edited: (count: number) => `${count} edited by hand`,
  },
  below: (count: number, level: string) => `${count} not ${level}`,
  waived: (count: number) => `${plural(count, 'finding')} waived.`,
  newWaivers: (ids: string) => `**New waivers in this change:** ${ids}.`,
  limited: (count: number) =>
    `**Limited:** ${plural(count, 'requirement')} left for another run (\`max-requirements\`).`,
  unserved: (reason: string) => `**No model wrote:** ${reason}`,
  filesUnread: (count: number) =>
    `**${plural(count, 'problem')}** below: not everything was read or written as wished.`,
  coverageOf: (items: number) => `Coverage of ${plural(items, 'item')}`,
  levels: { drafted: 'drafted', accepted: 'accepted', automated: 'automated', passed: 'passed' },
  atBase: 'before this change',
  asCommitted: 'as committed',
  withThisRun: 'with the cases of this run',
  unknownLevels: (levels: string, tests: boolean) =>
    `Not known: ${levels}. The configuration names no ${tests ? '`tests`' : '`results`'}.`,
  of: (part: number, whole: number) => `${part} of ${whole}`,
  percent: (percent: string) => `(${percent} %)`,
  columns: {
    requirement: 'Requirement',
    change: 'Change',
    covered: 'Covered',
    cases: 'Cases',
    questions: 'Questions',
  },
  states: { new: 'new', changed: 'changed', unchanged: 'unchanged', removed: 'removed', written: 'new cases' } as Names,
  unclear: 'unclear',
  documentGone: 'is gone',
  unchangedRequirements: (count: number) => plural(count, 'unchanged requirement'),
  moreRequirements: (count: number) => `… and ${plural(count, 'more requirement')}.`,
  moreEntries: (count: number) => `… and ${count} more`,
  questions: 'Open questions',
  cases: 'Test cases',
  moreCases: (count: number) => `… and the cases of ${plural(count, 'more requirement')}.`,
  caseCount: (count: number) => plural(count, 'case'),
  priority: (name: string) => `${name} priority`,
  priorities: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' } as Names,
  types: { positive: 'positive', negative: 'negative', edge_case: 'edge case', boundary: 'boundary' } as Names,
  writers: { model: 'written by the model', rules: 'written by rules', human: 'written by a person' } as Names,
  statuses: { accepted: 'accepted', rejected: 'rejected' } as Names,
  score: (score: number) => `score ${score} of 10`,
  idea: 'an idea, not demanded',
  given: 'Given:',
  expected: 'Expected:',
  data: 'Data:',
  because: 'Because of:',
  stale: '**Stale** (their requirement changed):',
  edited: '**Edited** (changed by hand since the last `casewright generate`):',
  orphaned: '**Orphaned** (their requirement is gone):',
  problems: 'Problems',
  notTaken: (count: number) => `${plural(count, 'place')} not taken as a requirement`,
  shortened: 'Shortened to fit. The report files (outputs `report-html` and `report-json`) hold everything.',
  writtenBy: (cases: number, by: string) => `${plural(cases, 'case')}: ${by}.`,
  countBy: {
    model: (count: number) => `${count} written by a model`,
    rules: (count: number) => `${count} by rules`,
    human: (count: number) => `${count} by a person`,
  },
  asked: (model: string) => `Asked in this run: ${model}.`,
  turnedDown: (count: number, checks: string) =>
    `Its text was turned down ${plural(count, 'time')} (${checks}); there the draft of the rules stands.`,
  takeOver: 'To take over the cases, any one of:',
  byCommand: 'comment `/casewright accept all`, or `/casewright accept` and the ids of cases',
  byPatch: 'download `casewright.patch` from the report files and `git apply` it',
  byHand: (command: string) => `run ${command} on this branch and commit \`casewright/\``,
  rate: 'Are the cases of use? 👍 or 👎 on this comment is kept with the next sign-off.',
  skippedHead: 'skipped',
  skipped: {
    draft:
      'This pull request is a draft, so nothing was read, written or judged. Mark it as ready for review, or set `comment: always`.',
    label:
      'The label `skip-casewright` is on this pull request, so nothing was read, written or judged. **No gate was checked.**',
  },
};

export type Messages = typeof messagesEn;
