import type { EarlierItems, ParsedDocument, Plan, Requirement } from '../types.ts';
import { planRequirement } from './plan-requirement.ts';

/**
 * Derives coverage items, questions and findings of a whole document. `earlier` holds what the lockfile knows of each
 * requirement, so that items keep their numbers. Deterministic; no model.
 */
export function planDocument(document: ParsedDocument, earlier: Record<string, EarlierItems> = {}): Plan {
  const plan: Plan = { requirements: [], coverage_items: [], questions: [], findings: [], demands: [] };
  for (const requirement of document.requirements) {
    const known = Object.hasOwn(earlier, requirement.id) ? earlier[requirement.id] : undefined;
    const one = planRequirement(document, requirement, known);
    plan.requirements.push(
      one.testable === requirement.testable
        ? requirement
        : ({ ...requirement, testable: one.testable } satisfies Requirement),
    );
    plan.coverage_items.push(...one.coverage_items);
    plan.questions.push(...one.questions);
    plan.findings.push(...one.findings);
    plan.demands.push(...one.demands);
  }
  return plan;
}
