import { problem } from '../errors.ts';
import { suiteFileSchema } from '../schema/suite-file.ts';
import { readCheckedYaml } from '../text/checked-yaml.ts';
import { lazySchema } from '../text/lazy-schema.ts';
import type { ParsedDocument, Problem, TestCase } from '../types.ts';
import { documentLocator } from './quote-locator.ts';
import { suiteConflict } from './suite-conflict.ts';
import type { DocumentSuite, SuiteFile } from './suite-file.ts';

const isSuiteFile = lazySchema<SuiteFile>(suiteFileSchema);

/**
 * Reads a suite file. Quotes that `document` holds get their place back (none when the document is gone). A case that
 * says nothing of who wrote it is a person's. `file` is what it holds to
 * the letter. Without `suite` it cannot be read at all.
 */
export function parseCasesYaml(
  file: { path: string; text: string },
  document?: Pick<ParsedDocument, 'text' | 'requirements'> & Partial<Pick<ParsedDocument, 'runs' | 'encoded'>>,
): { suite?: DocumentSuite; file?: SuiteFile; problems: Problem[] } {
  const conflict = suiteConflict(file);
  if (conflict) return { problems: [conflict] };
  const { value, problems } = readCheckedYaml(isSuiteFile, file);
  if (!value) return { problems: problems.map(inWords) };
  const seen = new Set<string>();
  const twice = value.test_cases.filter(({ id }) => seen.size === seen.add(id).size);
  if (twice.length > 0) return { problems: twice.map(({ id }) => duplicateId(file, id)) };
  const locate = documentLocator(document ?? { text: '', requirements: [] });
  const lines = new Map(document?.requirements.map(({ id, source }) => [id, source.line]));
  return {
    file: value,
    suite: {
      document: value.document,
      test_cases: value.test_cases.map((given) => ({
        ...withDefaults(given),
        evidence: (given.evidence ?? []).flatMap((quote) => locate(quote, lines.get(given.requirement_id)) ?? []),
      })),
      questions: [],
      quotes: Object.fromEntries(value.test_cases.map(({ id, evidence }) => [id, evidence ?? []])),
    },
    problems: [],
  };
}

function withDefaults(given: SuiteFile['test_cases'][number]): Omit<TestCase, 'evidence'> {
  return {
    ...given,
    priority: given.priority ?? 'medium',
    preconditions: given.preconditions ?? [],
    coverage_items: given.coverage_items ?? [],
    technique: given.technique ?? 'scenario',
    test_data: given.test_data ?? {},
    written_by: given.written_by ?? 'human',
    inferred: given.inferred ?? false,
    status: given.status ?? 'draft',
    quality_score: given.quality_score ?? 0,
    quality_notes: given.quality_notes ?? [],
  };
}

/** A pattern tells a tester nothing. */
function inWords(given: Problem): Problem {
  const message = given.message.replace(/\.id must match pattern "\^TC-"$/, '.id must begin with TC-');
  return message === given.message ? given : { ...given, message, hint: 'Put TC- before it, such as TC-my-case.' };
}

function duplicateId(file: { path: string; text: string }, id: string): Problem {
  const line = file.text.slice(0, Math.max(file.text.lastIndexOf(`id: ${id}`), 0)).split('\n').length;
  return problem({
    code: 'duplicate_case_id',
    message: `${file.path} holds ${id} twice`,
    source: { path: file.path, line, end_line: line },
    hint: 'Give one of them an id of its own, such as the same with a letter at the end.',
  });
}
