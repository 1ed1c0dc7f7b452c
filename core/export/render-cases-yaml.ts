import type { Question, TestCase } from '../types.ts';
import type { DocumentSuite, SuiteFile } from './suite-file.ts';
import { visibleYaml } from './visible-yaml.ts';

const head = `# Test cases written by casewright. Edit them freely: an edited case becomes yours (written_by: human) and is kept.\n`;

/** The suite file of a document: what people review. */
export function renderCasesYaml(suite: DocumentSuite): string {
  return head + visibleYaml(committedSuite(suite));
}

/** What of a suite is committed: quotes, but no lines, offsets, times or totals. */
export function committedSuite({ document, test_cases, questions, quotes }: DocumentSuite): SuiteFile {
  return {
    schema_version: 1,
    document,
    test_cases: test_cases.map((each) => committedCase(each, quotes[each.id])),
    ...(questions.length > 0 && { questions: questions.map(committedQuestion) }),
  };
}

function committedCase(
  given: TestCase,
  quotes = given.evidence.map(({ quote }) => quote),
): SuiteFile['test_cases'][number] {
  return {
    id: given.id,
    title: given.title,
    type: given.type,
    priority: given.priority,
    requirement_id: given.requirement_id,
    coverage_items: given.coverage_items,
    technique: given.technique,
    preconditions: given.preconditions,
    steps: given.steps,
    expected_result: given.expected_result,
    ...(Object.keys(given.test_data).length > 0 && { test_data: given.test_data }),
    evidence: quotes,
    written_by: given.written_by,
    ...(given.inferred && { inferred: true }),
    status: given.status,
    quality_score: given.quality_score,
    ...(given.quality_notes.length > 0 && { quality_notes: given.quality_notes }),
  };
}

function committedQuestion(given: Question): NonNullable<SuiteFile['questions']>[number] {
  const { id, requirement_id, criterion_id, coverage_item, text } = given;
  return {
    id,
    requirement_id,
    ...(criterion_id !== undefined && { criterion_id }),
    ...(coverage_item !== undefined && { coverage_item }),
    text,
  };
}
