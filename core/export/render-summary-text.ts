import type { Summary } from '../types.ts';
import { oneLine, type Paint, plural } from './paint.ts';

/** What a run did beside the suite itself. `files`: paths with what happened to each, such as `written`. */
export type RunFacts = {
  duplicates: number;
  stale: string[];
  orphaned: string[];
  /** Stale case → id of the new case for its item. */
  proposals: Record<string, string>;
  unchanged: number;
  files: { path: string; state: string }[];
  interrupted: boolean;
};

/** The closing block of `generate`. */
export function renderSummaryText(summary: Summary, facts: RunFacts, paint: Paint): string {
  const { written_by: by } = summary;
  const rejected = Object.entries(summary.rejected_by_check);
  const turnedDown = rejected.reduce((sum, [, count]) => sum + count, 0);
  const reasons = rejected.map(([check, count]) => `${count} ${reasonNames[check] ?? check}`);
  const rows: [string, string][] = [
    ['requirements', `${summary.requirements} (${summary.testable} testable), ${facts.unchanged} unchanged`],
    [
      'test cases',
      `${summary.cases}: ${by['model'] ?? 0} by the model, ${by['rules'] ?? 0} by rules, ${by['human'] ?? 0} by people${summary.ideas > 0 ? `; ${plural(summary.ideas, 'idea')} among them` : ''}`,
    ],
    ['coverage', `${summary.covered} of ${plural(summary.coverage_items, 'item')} drafted`],
    ['questions', summary.open_questions === 0 ? 'none open' : `${summary.open_questions} open`],
    ['model calls', summary.model_calls === 0 ? 'none' : modelCalls(summary)],
  ];
  if (turnedDown > 0) rows.push(['drafts kept', `${turnedDown} model answers turned down: ${reasons.join(', ')}`]);
  if (facts.duplicates > 0)
    rows.push(['duplicates', `${plural(facts.duplicates, 'case')} left out, another one says the same`]);
  for (const [index, id] of facts.stale.entries())
    rows.push([index === 0 ? 'stale' : '', `${id}: its requirement changed; ${staleWayOut(facts.proposals[id])}`]);
  if (facts.orphaned.length > 0)
    rows.push(['orphaned', `${facts.orphaned.join(', ')}: yours, but the requirement is gone`]);
  for (const [index, { path, state }] of facts.files.entries())
    rows.push([index === 0 ? 'files' : '', `${path} ${state}`]);
  if (facts.interrupted) rows.push(['interrupted', 'finished requirements are kept; run it again for the others']);
  return rows.map(([name, value]) => `${paint('bold', name.padEnd(14))}${oneLine(value)}`).join('\n');
}

/** What a person does about a stale case. `proposal`: id of the new case for its item. */
export function staleWayOut(proposal: string | undefined): string {
  return proposal === undefined
    ? 'edit it, or delete it and run casewright generate'
    : `edit it, or delete it: the new draft for this item is ${proposal}`;
}

function modelCalls({ model_calls, retries, first_attempt_valid }: Summary): string {
  return `${model_calls} (${retries} repeated, ${first_attempt_valid} valid at the first attempt)`;
}

const reasonNames: Record<string, string> = {
  schema: 'not in the demanded form',
  score: 'no better than the draft',
  numbers: 'with invented numbers',
  identifiers: 'with invented names',
  novelty: 'with invented facts',
  evidence: 'without evidence',
  polarity: 'expecting the opposite',
  trigger: 'without the condition',
  response: 'without the outcome',
  vagueness: 'too vague',
  filler: 'with filler steps',
  duplicate: 'the same as another case',
  leak: 'repeating the instructions',
};
