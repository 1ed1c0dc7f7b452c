import { quoteRange } from '../text/quote.ts';
import { withoutMentions } from '../text/without-mentions.ts';
import type {
  CoverageItem,
  Demand,
  EarlierItems,
  Evidence,
  Finding,
  ParsedDocument,
  Question,
  Requirement,
} from '../types.ts';
import { derive } from './derive.ts';
import { deriveStory } from './derive-story.ts';
import { itemKey } from './item-key.ts';
import { limitNeighbours } from './limit-points.ts';
import { madeThings } from './made-things.ts';
import { numberItems } from './number-items.ts';
import { mostUseful, tooMany } from './most-useful.ts';
import type { Phrase } from './phrase.ts';
import { joinSubList } from './sub-list.ts';
import { askAboutSmells } from './ask-about-smells.ts';
import { isKnown, type Seed } from './seed.ts';
import { isUntestablyVague, openPoint } from './smells.ts';
import { questionOf, type Testable } from './testable.ts';

export type RequirementPlan = {
  testable: Requirement['testable'];
  coverage_items: CoverageItem[];
  questions: Question[];
  findings: Finding[];
  demands: Demand[];
};

/** Beyond this nobody writes one requirement, and rules over it would take minutes. What lies behind is a finding. */
const longestText = 8000;

/** Plans one requirement: its criteria carry the items where there are any, else its own text does. */
export function planRequirement(
  document: ParsedDocument,
  requirement: Requirement,
  earlier?: EarlierItems,
): RequirementPlan {
  const own: Testable = {
    text: requirement.text.slice(0, longestText),
    source: requirement.source,
    key: requirement.id,
    used: usedIn(document, requirement.id, requirement.text),
  };
  const criteria: Testable[] = requirement.criteria.map(({ id, text, source }) => ({
    text: text.slice(0, longestText),
    source,
    criterion_id: id,
    key: `${requirement.id}/${id}`,
    used: usedIn(document, `${requirement.id}/${id}`, text),
  }));
  const parts = [own, ...criteria];
  const blocked = parts.filter(({ text }) => isUntestablyVague(text));
  const vague = requirement.kind !== 'user_story' && blocked.length === parts.length;
  const testable = requirement.testable === 'yes' && vague ? 'needs_clarification' : requirement.testable;
  // What is not decided yet yields a question, never a test.
  const tested = parts.some(isOpen) ? parts : joinSubList(requirement, own, criteria);
  const decided = testable === 'yes' ? tested.filter((one) => !isOpen(one)) : [];
  const capped: Testable[] = [];
  const seeded = decided.flatMap((one) => {
    const seeds = seedsOf(requirement, one, madeThings(document));
    const kept = mostUseful(seeds);
    if (kept.length < seeds.length) capped.push(one);
    return kept.map((seed) => ({ seed, one }));
  });
  const numbers = numberItems(
    seeded.map(({ seed }) => itemKey(seed)),
    earlier,
  );
  const neighbours = new Map(tested.map(({ key, text }) => [key, limitNeighbours(text)]));
  const plan: RequirementPlan = { testable, coverage_items: [], questions: [], findings: [], demands: [] };
  for (const [index, { seed, one }] of seeded.entries()) {
    const item = itemOf(document, requirement, { seed, one, n: numbers[index] ?? index + 1 });
    plan.coverage_items.push(item);
    if (isKnown(seed)) plan.demands.push(demandOf(item, seed, neighbours.get(one.key) ?? []));
    else
      plan.questions.push(
        questionOf(requirement, one, {
          id: `Q-${item.id.replace('#', '-')}`,
          text: seed.question,
          coverage_item: item.id,
        }),
      );
  }
  if (requirement.text.length > longestText || requirement.criteria.some(({ text }) => text.length > longestText)) {
    plan.findings.push({
      rule: 'too_long',
      severity: 'error',
      message: `Longer than ${longestText} characters: what lies behind is not planned; split it`,
      requirement_id: requirement.id,
      source: requirement.source,
      blocks: [],
    });
  }
  plan.findings.push(...capped.map((one) => tooMany(requirement, one)));
  const smells = askAboutSmells({ requirement, parts, testable, items: plan.coverage_items });
  plan.questions.push(...smells.questions);
  plan.findings.push(...smells.findings);
  return plan;
}

const usedIn = (document: ParsedDocument, key: string, text: string): string =>
  withoutMentions({ text: text.slice(0, longestText), runs: document.runs[key] ?? [] }, document.text);

const isOpen = ({ text, used = text }: Testable): boolean => openPoint(used) !== undefined;

/** A story's sentence adds no item beside its criteria; any other requirement's text does, unless it only leads into them. */
function seedsOf(requirement: Requirement, one: Testable, made: ReadonlySet<string>): Seed[] {
  if (one.criterion_id !== undefined || one.pieces) return derive(one.text, made);
  if (requirement.criteria.length > 0 && (requirement.kind === 'user_story' || /:\s*$/.test(one.text))) return [];
  return (requirement.kind === 'user_story' ? deriveStory(one.text) : undefined) ?? derive(one.text, made);
}

function itemOf(
  document: ParsedDocument,
  requirement: Requirement,
  { seed, one, n }: { seed: Seed; one: Testable; n: number },
): CoverageItem {
  return {
    id: `${requirement.id}#${n}`,
    requirement_id: requirement.id,
    ...(one.criterion_id === undefined ? {} : { criterion_id: one.criterion_id }),
    type: seed.type,
    technique: seed.technique,
    statement: seed.statement,
    evidence: quotes(document, one, seed.evidence),
    expected_known: isKnown(seed),
  };
}

const isSame = (one: Evidence, other: Evidence): boolean => one.start === other.start && one.end === other.end;

/** A present-tense predicate may start on the space before its verb. */
const afterSpace = (text: string, from: number): number =>
  from + (/^\s*/.exec(text.slice(from, from + 8))?.[0].length ?? 0);

function quotes(document: ParsedDocument, one: Testable, phrases: readonly Phrase[]): Evidence[] {
  const pieces = one.pieces ?? [{ key: one.key, text: one.text, at: 0 }];
  const found = phrases.flatMap((phrase) =>
    pieces.flatMap(({ key, text, at }) => {
      const from = afterSpace(text, Math.max(phrase.from - at, 0));
      const to = Math.min(phrase.to - at, text.length);
      return from < to ? (quoteRange(document, { text, runs: document.runs[key] ?? [] }, { from, to }) ?? []) : [];
    }),
  );
  // A quote inside another one says nothing new.
  return found.filter(
    (one, index) =>
      !found.some(
        (other, at) =>
          other.start <= one.start && one.end <= other.end && (at < index || !isSame(other, one)) && at !== index,
      ),
  );
}

function demandOf(item: CoverageItem, seed: Extract<Seed, { facts: unknown }>, neighbours: readonly string[]): Demand {
  const { polarity, trigger, response, values, facts } = seed;
  // Next to a limit of the statement every neighbour is a computed boundary, whichever item exercises it.
  const computed = [...new Set([...seed.computed, ...neighbours])];
  return { item, polarity, trigger, response, values, computed, facts };
}
