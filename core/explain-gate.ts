import { checkCase } from './check/check-case.ts';
import { draftCase } from './draft/draft-case.ts';
import { staleWayOut } from './export/render-summary-text.ts';
import type { Gated } from './trace/judgement.ts';
import { decideWork } from './generate/decide-work.ts';
import { coveredItems } from './generate/summarise.ts';
import { type Lock, lockedOf } from './lock/lock.ts';
import type { ParsedDocument, TestCase } from './types.ts';

/** A gated document with its text. */
type Explained = Gated & { parsed: ParsedDocument };

/**
 * The way out of single findings of the gate where it is not the one of all findings of their kind: entry of a list of
 * `GateResult` → what to do.
 */
export function explainGate({ documents, lock }: { documents: Explained[]; lock: Lock }): Map<string, string> {
  return new Map(documents.flatMap((each) => [...explainUncovered(each), ...explainStale(each, lock)]));
}

function explainUncovered({ document, plan, suite, parsed }: Explained): [string, string][] {
  const cases = suite?.test_cases ?? [];
  const covered = coveredItems(cases);
  const requirements = new Map(plan.requirements.map((each) => [each.id, each]));
  return plan.demands.flatMap((demand): [string, string][] => {
    const { id, requirement_id } = demand.item;
    const requirement = requirements.get(requirement_id);
    if (covered.has(id) || requirement === undefined) return [];
    const rejected = cases.filter((each) => each.status === 'rejected' && each.coverage_items.includes(id));
    if (rejected.length > 0) return [[`${document}:${id}`, rejectedWayOut(rejected)]];
    const { failures } = checkCase(draftCase(demand, requirement), { document: parsed, requirement, demand });
    if (failures.length === 0) return [];
    const reasons = failures.map(({ message }) => message).join('; ');
    return [
      [
        `${document}:${id}`,
        `its draft failed its checks (${reasons}): say it more plainly in the requirement, or write the case by hand in the suite file`,
      ],
    ];
  });
}

function rejectedWayOut(rejected: TestCase[]): string {
  const names = rejected.map(({ id }) => id).join(', ');
  const only = rejected.length === 1 ? `its only case ${names} was rejected` : `its cases ${names} were all rejected`;
  return `${only}: set its status to draft or accepted (edit it first, should it be wrong), or delete it and run casewright generate for a new draft`;
}

function explainStale({ document, plan, suite }: Explained, lock: Lock): [string, string][] {
  const rewrite = { force: false, selected: () => true };
  const { works } = decideWork({ plan, suite, locked: lockedOf(lock, document) }, rewrite);
  return works.flatMap(({ stale, kept }) =>
    stale.map(({ id, item }): [string, string] => {
      const proposal = kept.find((each) => each.id !== id && item !== undefined && each.coverage_items.includes(item));
      return [`${document}:${id}`, staleWayOut(proposal?.id)];
    }),
  );
}
