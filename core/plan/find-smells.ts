import type { CoverageItem, Finding, Requirement, Source } from '../types.ts';
import type { FindingOptions } from './finding-options.ts';
import { smellRules } from './smell-rules.ts';

type Part = { text: string; source: Source; criterion_id?: string };

const longestText = 8000;

/** Smells of a requirement that stand beside those that ask a question of their own. `document`: the raw text. */
export function findSmells(
  requirement: Requirement,
  { items, document }: { items: readonly CoverageItem[]; document: string },
  options: FindingOptions,
): Finding[] {
  if (requirement.testable !== 'yes') return [];
  const parts: Part[] = requirement.criteria.map(({ id, text, source }) => ({ text, source, criterion_id: id }));
  // A story explains with many words; its criteria are what is tested.
  if (requirement.kind !== 'user_story') parts.unshift({ text: requirement.text, source: requirement.source });
  const itemsOf = Map.groupBy(items, ({ criterion_id }) => criterion_id);
  return parts.flatMap((part) => smellsOf({ ...part, text: part.text.slice(0, longestText) }));

  function smellsOf({ text, source, criterion_id }: Part): Finding[] {
    const blocked = (itemsOf.get(criterion_id) ?? []).map(({ id }) => id);
    const common = { requirement_id: requirement.id, ...(criterion_id !== undefined && { criterion_id }), source };
    const ofRules = smellRules.flatMap(({ rule, level, find }) => {
      const severity = options.levels?.[rule] ?? level;
      if (severity === 'off') return [];
      return find(text, document).map(({ message, blocks }) => ({
        rule,
        severity,
        message,
        ...common,
        blocks: blocks ? blocked : [],
      }));
    });
    const own = (options.vague ?? []).filter((word) => saysWord(text, word));
    return [
      ...ofRules,
      ...own.map((word) => ({
        rule: 'vague_term',
        severity: 'warning' as const,
        message: `"${word}" cannot be measured`,
        ...common,
        blocks: blocked,
      })),
    ];
  }
}

function saysWord(text: string, word: string): boolean {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  return at >= 0 && !/\p{L}/u.test(text.charAt(at - 1)) && !/\p{L}/u.test(text.charAt(at + word.length));
}
