import type { CoverageItem, Finding, Question, Requirement, TestCase } from '../types.ts';

/** What a run knows of one document, ids as in the document. */
export type DocumentResult = {
  document: string;
  requirements: Requirement[];
  coverage_items: CoverageItem[];
  test_cases: TestCase[];
  questions: Question[];
  findings: Finding[];
};

/**
 * Puts `<document>:` before each requirement id that occurs in more than one document, and into all ids derived from
 * it, so that ids are unique in a suite of several documents.
 */
export function qualify(results: DocumentResult[]): DocumentResult[] {
  const seen = new Map<string, number>();
  for (const { id } of results.flatMap(({ requirements }) => requirements)) seen.set(id, (seen.get(id) ?? 0) + 1);
  return results.map((result) => {
    const known = new Set(result.requirements.map(({ id }) => id));
    const name = (id: string) => (known.has(id) && (seen.get(id) ?? 0) > 1 ? `${result.document}:${id}` : id);
    return renamed(result, name);
  });
}

function renamed(result: DocumentResult, name: (id: string) => string): DocumentResult {
  const derived = (id: string, from: string) => {
    const at = id.startsWith(`TC-${from}`) ? 'TC-'.length : id.indexOf(from);
    return at < 0 ? id : id.slice(0, at) + name(from) + id.slice(at + from.length);
  };
  return {
    document: result.document,
    requirements: result.requirements.map((each) => ({
      ...each,
      id: name(each.id),
      ...(each.parent !== undefined && { parent: name(each.parent) }),
      links: each.links.map(name),
    })),
    coverage_items: result.coverage_items.map((each) => ({
      ...each,
      id: derived(each.id, each.requirement_id),
      requirement_id: name(each.requirement_id),
    })),
    test_cases: result.test_cases.map((each) => ({
      ...each,
      id: derived(each.id, each.requirement_id),
      requirement_id: name(each.requirement_id),
      coverage_items: each.coverage_items.map((item) => derived(item, each.requirement_id)),
    })),
    questions: result.questions.map((each) => ({
      ...each,
      id: derived(each.id, each.requirement_id),
      requirement_id: name(each.requirement_id),
      ...(each.coverage_item !== undefined && { coverage_item: derived(each.coverage_item, each.requirement_id) }),
    })),
    findings: result.findings.map((each) => ({
      ...each,
      requirement_id: name(each.requirement_id),
      blocks: each.blocks.map((item) => derived(item, each.requirement_id)),
    })),
  };
}
