import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { basisOf, isEdited } from '../generate/decide-work.ts';
import { caseHash, statementHash } from '../lock/content-hash.ts';
import type { Lock, LockedCase, LockedRequirement } from '../lock/lock.ts';
import { renderLock } from '../lock/render-lock.ts';
import type { CoverageItem, Plan, Requirement, TestCase } from '../types.ts';
import type { NamedCase } from './find-cases.ts';
import type { ReviewAction } from './review-actions.ts';
import type { Committed } from './read-committed.ts';
import { digestOf } from './read-document.ts';
import { feedbackPath, lockPath, suitePath } from './suite-files.ts';
import type { FileChange } from './write-files.ts';

/** Who decided what, when and why. `at` is a time in ISO 8601. */
export type Decision = { action: ReviewAction; by: string; at: string; reason?: string };

type Reviewed = { committed: Committed; plans: ReadonlyMap<string, Plan>; feedback: string };

/**
 * The files that change when a person signs cases off: their suites, with everything else in them left as it is written,
 * the lockfile, and a line for each in `casewright/feedback.jsonl`. Accepting a stale case says that it is right for the
 * requirement as it is now; promoting an idea makes a case of it that its person answers for.
 */
export function reviewCases(
  cases: NamedCase[],
  decision: Decision,
  { committed, plans, feedback }: Reviewed,
): FileChange[] {
  const changes: FileChange[] = [];
  let { lock } = committed;
  for (const [document, named] of Map.groupBy(cases, (each) => each.document)) {
    const before = committed.texts.get(suitePath(document)) ?? '';
    const text = signedSuite(before, named, { decision, lock });
    changes.push({ path: suitePath(document), text });
    const plan = plans.get(document);
    for (const { given } of named) lock = signedLock(lock, { document, given, decision, plan });
    lock = { ...lock, documents: lock.documents.map((each) => withDigest(each, { document, before, text, decision })) };
  }
  const lines = cases.map((each) => `${JSON.stringify(feedbackLine(each, decision))}\n`).join('');
  return [...changes, { path: lockPath, text: renderLock(lock) }, { path: feedbackPath, text: feedback + lines }];
}

function signedSuite(
  before: string,
  named: NamedCase[],
  { decision, lock }: { decision: Decision; lock: Lock },
): string {
  const yaml: Document = parseDocument(before);
  const entries = yaml.get('test_cases');
  const nodes = isSeq(entries) ? entries.items.filter((node) => isMap(node)) : [];
  for (const { document, given } of named) {
    const node = nodes.find((each: YAMLMap) => each.get('id') === given.id);
    if (!node) continue;
    node.set('status', decision.action === 'reject' ? 'rejected' : 'accepted');
    if (decision.action === 'promote') node.delete('inferred');
    const locked = lock.requirements.find((each) => each.document === document && each.id === given.requirement_id);
    if (isEdited(given, locked)) node.set('written_by', 'human');
  }
  return yaml.toString({ lineWidth: 0 });
}

type Signed = { document: string; given: TestCase; decision: Decision; plan: Plan | undefined };

function signedLock(lock: Lock, { document, given, decision, plan }: Signed): Lock {
  const requirement = plan?.requirements.find(({ id }) => id === given.requirement_id);
  const requirements = lock.requirements.map((each) => {
    if (each.document !== document || each.id !== given.requirement_id || !requirement) return each;
    const signed = signedCase(each, { given, decision, requirement, items: plan?.coverage_items ?? [] });
    return { ...each, cases: { ...each.cases, [given.id]: signed } };
  });
  return { ...lock, requirements };
}

function signedCase(
  locked: LockedRequirement,
  {
    given,
    decision,
    requirement,
    items,
  }: Pick<Signed, 'given' | 'decision'> & { requirement: Requirement; items: CoverageItem[] },
): LockedCase {
  const item = items.find(({ id }) => given.coverage_items.includes(id));
  const before = locked.cases[given.id];
  return {
    by: before?.by ?? { model: 'rules' },
    covers: given.coverage_items.map((id) => Number(id.slice(id.lastIndexOf('#') + 1))),
    ...(item?.criterion_id !== undefined && { criterion: item.criterion_id }),
    content: caseHash(given),
    basis: item ? basisOf(requirement, item) : statementHash(requirement),
    signed: decision.action === 'reject' ? 'rejected' : 'accepted',
  };
}

type Digested = { document: string; before: string; text: string; decision: Decision };

/** Digests stay true where they were; what is rejected leaves a gap, so that nothing is clean any more. */
function withDigest(
  locked: Lock['documents'][number],
  { document, before, text, decision }: Digested,
): Lock['documents'][number] {
  if (locked.document !== document || locked.suite !== digestOf(before)) return locked;
  const { clean, ...rest } = locked;
  return { ...rest, suite: digestOf(text), ...(clean && decision.action !== 'reject' && { clean }) };
}

function feedbackLine({ document, given }: NamedCase, { action, by, at, reason }: Decision): object {
  const said = { at, by, action, case: `${document}:${given.id}`, requirement: given.requirement_id };
  return { ...said, title: given.title, content: caseHash(given), ...(reason !== undefined && { reason }) };
}
