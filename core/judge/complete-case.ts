import { caseId } from '../draft/draft-case.ts';
import { priorityOf } from '../draft/priority.ts';
import { documentLocator } from '../export/quote-locator.ts';
import type { Evidence, ParsedDocument, TestCase } from '../types.ts';
import type { Target } from './target.ts';

/**
 * A case as somebody else writes it: what casewright computes may be missing, a quote may come without its place. What
 * is wrong with the rest is for the checks to say.
 */
export type GivenCase = Partial<Omit<TestCase, 'evidence' | 'type' | 'priority' | 'technique'>> & {
  type?: string;
  priority?: string;
  evidence?: (string | { quote?: string })[];
};

/** The case with everything that follows from the item it is for. Nothing that it says itself is mended. */
export function completeCase(given: GivenCase, { document, requirement, demand }: Target): TestCase {
  const { item } = demand;
  return {
    id: given.id?.startsWith('TC-') ? given.id : caseId(item.id),
    type: item.type,
    title: given.title ?? '',
    priority: priorityOf(demand, requirement),
    preconditions: given.preconditions ?? [],
    steps: given.steps ?? [],
    expected_result: given.expected_result ?? '',
    quality_score: 0,
    quality_notes: [],
    requirement_id: requirement.id,
    coverage_items: [item.id],
    technique: item.technique,
    test_data: given.test_data ?? {},
    evidence: evidenceOf(given, document, item.evidence),
    written_by: 'human',
    inferred: false,
    status: 'draft',
  };
}

/** A quote that is not to be found keeps an impossible place, so that the check of evidence names it. */
function evidenceOf({ evidence = [] }: GivenCase, document: ParsedDocument, ofItem: Evidence[]): Evidence[] {
  const quotes = evidence.map((each) => (typeof each === 'string' ? each : (each.quote ?? ''))).filter(Boolean);
  if (quotes.length === 0) return ofItem;
  const locate = documentLocator(document);
  return quotes.map((quote) => {
    const found = locate(quote);
    if (!found) return { quote, line: 1, start: 0, end: 1 };
    return document.encoded ? found : { ...found, quote: document.text.slice(found.start, found.end) };
  });
}
