import { caseId } from '../draft/draft-case.ts';
import { caseHash } from '../lock/content-hash.ts';
import type { TestCase } from '../types.ts';
import type { Work } from './decide-work.ts';
import type { Placement } from './place-cases.ts';

/** A case that stands for its items after this call. */
export type Taken = { id: string; given: TestCase };

/** Why an item is not free for a case: what stands for it, and why that stays. */
type Held = { id: string; reason: string };

type Table = { work: Work; kept: TestCase[]; fresh: TestCase[]; taken: ReadonlyMap<string, Taken> };

/** `items`: those that the case stands for now; `added`: the case as it is recorded, where it is new. */
type Place = { placement: Omit<Placement, 'document'>; kept: TestCase[]; items: string[]; added?: TestCase };

/**
 * One case stands for an item. A new one takes those of its items that nothing better holds; an earlier one goes when it
 * has none left, so that no item loses its only case.
 */
export function placeOne(given: TestCase, { work, kept, fresh, taken }: Table): Place {
  const holders = kept.filter(({ inferred }) => !inferred);
  const held = given.coverage_items.map((item) => heldBy(item, given, { holders, taken }));
  const [first] = held;
  const items = given.coverage_items.filter((_, index) => held[index] === undefined);
  if (items.length === 0 && first) return { placement: { ...first, state: 'kept_earlier' }, kept, items };
  const shown = { ...given, coverage_items: items };
  const isRival = (one: TestCase) => !one.inferred && one.coverage_items.some((id) => items.includes(id));
  const holdsAll = (one: TestCase) => isRival(one) && items.every((id) => one.coverage_items.includes(id));
  const same = kept.find((one) => holdsAll(one) && caseHash({ ...shown, id: one.id }) === caseHash(one));
  if (same) return { placement: { id: same.id, state: 'unchanged' }, kept, items };
  const left = kept.map((one) => (isRival(one) ? without(one, items) : one));
  const staying = left.filter((one, index) => !isRival(kept[index] ?? one) || one.coverage_items.length > 0);
  const gone = kept.filter((one, index) => isRival(one) && left[index]?.coverage_items.length === 0);
  const id = newId(items[0] ?? '', [...staying, ...fresh], work);
  const replaced = gone.map((one) => ({ id: one.id, title: one.title }));
  const placement = { id, state: 'saved' as const, ...(replaced.length > 0 && { replaced }) };
  return { placement, kept: staying, items, added: { ...shown, id } };
}

/** What stands for an item and does not make way for this case; undefined where nothing does. */
function heldBy(
  item: string,
  given: TestCase,
  { holders, taken }: { holders: TestCase[]; taken: Table['taken'] },
): Held | undefined {
  const against = (score: number) => `(${score} against ${given.quality_score})`;
  const rival = taken.get(item);
  if (rival) {
    const { title, quality_score } = rival.given;
    const reason = `"${title}" of the same call, taken as ${rival.id}, stands for ${item} and scores no worse ${against(quality_score)}`;
    return { id: rival.id, reason };
  }
  const own = holders.filter(({ coverage_items }) => coverage_items.includes(item));
  const signed = own.find(({ written_by, status }) => written_by === 'human' || status !== 'draft');
  if (signed) {
    const { id, status } = signed;
    return { id, reason: `${id} was ${status === 'draft' ? 'edited' : status} by a person` };
  }
  const better = own.find(({ quality_score }) => quality_score > given.quality_score);
  if (!better) return undefined;
  const reason = `${better.id}, which is there already, scores better ${against(better.quality_score)}`;
  return { id: better.id, reason };
}

function without(one: TestCase, items: readonly string[]): TestCase {
  return { ...one, coverage_items: one.coverage_items.filter((id) => !items.includes(id)) };
}

/** The id of the item's case, else a number that neither an item nor a case has, or ever had. */
function newId(item: string, cases: readonly TestCase[], { items, earlier }: Work): string {
  const used = new Set([...cases, ...items.map(({ id }) => ({ id: caseId(id) }))].map(({ id }) => id));
  const own = caseId(item);
  if (!cases.some(({ id }) => id === own)) return own;
  let n = earlier?.next ?? 1;
  while (used.has(caseId(numbered(item, n)))) n++;
  return caseId(numbered(item, n));
}

const numbered = (item: string, n: number): string => item.replace(/#\d+$/, `#${n}`);
