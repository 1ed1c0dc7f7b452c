import type { FromSchema } from 'json-schema-to-ts';
import type { suiteFileSchema } from '../schema/suite-file.ts';
import type { Question, TestCase } from '../types.ts';

/** What `casewright/<document>.cases.yml` holds, field by field. */
export type SuiteFile = FromSchema<typeof suiteFileSchema>;

/**
 * The cases and questions of one document. `quotes`: evidence of cases read from a suite file, by case id, kept to the
 * letter even when the document does not hold it any more.
 */
export type DocumentSuite = {
  document: string;
  test_cases: TestCase[];
  questions: Question[];
  quotes: Record<string, string[]>;
};
