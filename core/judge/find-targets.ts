import { caseId } from '../draft/draft-case.ts';
import { stem, words } from '../text/words.ts';
import { checkGiven } from './check-given.ts';
import type { GivenCase } from './complete-case.ts';
import type { CaseFailure, PlannedInput, Target } from './target.ts';

/** How the items of a case were found. */
export type Matching = 'coverage_items' | 'id' | 'best_match' | 'none';

/** Share of an item's words that a case must name to be taken for a case of that item. */
const leastShare = 0.4;
/** Judging is dear: only the likeliest items are tried. */
const mostTried = 5;

type Found = { targets: Target[]; matched_by: Matching; problems: CaseFailure[] };

/** The items that a case is for: those it names, else that of its id, else the one that it fits best. */
export function findTargets(
  given: GivenCase,
  { targets, inputs }: { targets: Target[]; inputs: readonly PlannedInput[] },
): Found {
  const named = given.coverage_items ?? [];
  if (named.length > 0) {
    const meant = named.map((name) => ({ name, found: meantBy(name, targets) }));
    const found = new Set(meant.flatMap((each) => (each.found.length === 1 ? each.found : [])));
    const foreign = [...found].filter(
      (each) => given.requirement_id !== undefined && !isOf(each, given.requirement_id),
    );
    return {
      targets: targets.filter((each) => found.has(each)),
      matched_by: 'coverage_items',
      problems: [
        ...meant.flatMap((each) => (each.found.length === 0 ? [noSuchItem(each.name, inputs, targets)] : [])),
        ...meant.flatMap((each) => (each.found.length > 1 ? [ambiguousItem(each.name, each.found)] : [])),
        ...foreign.map((each) => foreignItem(each, given.requirement_id ?? '')),
      ],
    };
  }
  const byId = targets.filter(
    (each) => given.id !== undefined && [caseId(each.id), caseId(each.demand.item.id)].includes(given.id),
  );
  if (byId.length === 1) return { targets: byId, matched_by: 'id', problems: [] };
  const wanted = given.requirement_id;
  const near = wanted === undefined ? targets : targets.filter((each) => isOf(each, wanted));
  const best = bestMatch(given, near);
  if (best) return { targets: [best], matched_by: 'best_match', problems: [] };
  return { targets: [], matched_by: 'none', problems: [unmatched(given, inputs, near.length > 0)] };
}

/** Several where a bare id stands in several documents. */
function meantBy(name: string, targets: Target[]): Target[] {
  const exact = targets.filter(
    ({ id, document, demand }) => name === id || name === `${document.path}:${demand.item.id}`,
  );
  return exact.length > 0 ? exact : targets.filter(({ demand }) => name === demand.item.id);
}

function isOf({ requirement_id, document, requirement }: Target, name: string): boolean {
  return name === requirement_id || name === requirement.id || name === `${document.path}:${requirement.id}`;
}

/** The item for which the case fails the fewest checks, among those whose words it uses most. */
function bestMatch(given: GivenCase, targets: Target[]): Target | undefined {
  const { title = '', preconditions = [], steps = [], expected_result = '' } = given;
  const said = new Set(words([title, ...preconditions, ...steps, expected_result].join('\n')).map(stem));
  return targets
    .map((target) => ({ target, share: shareOf(target.stems(), said) }))
    .filter(({ share }) => share >= leastShare)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, mostTried)
    .map(({ target, share }) => ({ target, share, failures: checkGiven(given, target).verdict.failures.length }))
    .toSorted((a, b) => a.failures - b.failures || b.share - a.share)[0]?.target;
}

function shareOf(wanted: string[], said: ReadonlySet<string>): number {
  return wanted.length === 0 ? 0 : wanted.filter((each) => said.has(each)).length / wanted.length;
}

function noSuchItem(id: string, inputs: readonly PlannedInput[], targets: Target[]): CaseFailure {
  const open = inputs.flatMap(({ plan }) => plan.coverage_items).find((item) => item.id === id && !item.expected_known);
  if (open) {
    const question = inputs.flatMap(({ plan }) => plan.questions).find((each) => each.coverage_item === id)?.text;
    return {
      check: 'coverage_item',
      message: `The document does not say what should happen at ${id}, so any expected result is a guess`,
      repair: `Ask instead of testing${question === undefined ? '' : `: ${question}`}`,
    };
  }
  const known = targets.filter(({ requirement_id }) => id.startsWith(`${requirement_id}#`)).map((each) => each.id);
  const shown = (known.length > 0 ? known : targets.map((each) => each.id)).slice(0, 8).join(', ');
  return {
    check: 'coverage_item',
    message: `There is no coverage item ${id}`,
    repair: shown === '' ? 'No item of the document can be tested yet' : `Name one of: ${shown}`,
  };
}

function ambiguousItem(name: string, found: Target[]): CaseFailure {
  return {
    check: 'coverage_item',
    message: `${name} is in several documents`,
    repair: `Name one of: ${found.map(({ id }) => id).join(', ')}`,
  };
}

function foreignItem({ id }: Target, requirement: string): CaseFailure {
  return {
    check: 'coverage_item',
    message: `${id} is no item of ${requirement}, which the case names as its requirement`,
    repair: 'Leave requirement_id out, or name an item of that requirement',
  };
}

function unmatched(given: GivenCase, inputs: readonly PlannedInput[], known: boolean): CaseFailure {
  const wanted = given.requirement_id;
  if (wanted !== undefined && !known) {
    const asked = inputs.flatMap(({ plan }) => plan.requirements).some(({ id }) => id === wanted);
    return {
      check: 'coverage_item',
      message: asked ? `Nothing of ${wanted} can be tested as it is written` : `There is no requirement ${wanted}`,
      repair: asked ? 'Answer the questions about it first' : 'Name a requirement of the document in requirement_id',
    };
  }
  return {
    check: 'coverage_item',
    message: 'No coverage item fits this case: the document does not demand what it tests',
    repair: 'Name the item it is for in coverage_items, or use the words of the requirement',
  };
}
