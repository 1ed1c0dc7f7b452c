import type { EarlierItems, ParsedDocument, Plan, Requirement } from '../types.ts';
import { findSmells } from './find-smells.ts';
import { type FindingOptions, withLevels } from './finding-options.ts';
import { planRequirement } from './plan-requirement.ts';

/**
 * Derives coverage items, questions and findings of a whole document. `earlier` holds what the lockfile knows of each
 * requirement, so that items keep their numbers; `options` what a team changes about findings. Deterministic; no model.
 */
export function planDocument(
  document: ParsedDocument,
  earlier: Record<string, EarlierItems> = {},
  options: FindingOptions = {},
): Plan {
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
    const { testable, coverage_items: items } = one;
    const smells = findSmells({ ...requirement, testable }, { items, document: document.text }, options);
    plan.findings.push(...withLevels([...one.findings, ...smells], options));
    plan.demands.push(...one.demands);
  }
  return plan;
}
