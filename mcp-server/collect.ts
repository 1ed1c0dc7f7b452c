import {
  collectExport,
  ConfigurationError,
  type ExportInput,
  type ExportSource,
  noMarks,
  parseDocument,
  planAgain,
  problem,
} from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import type { Generated } from './generated.ts';
import { trace } from './trace.ts';

/** What is committed, ready for any format. @throws ConfigurationError where no case is committed */
export async function collectCommitted(paths: string[], settings: Settings): Promise<ExportInput> {
  const input = await collectRepository(paths, settings);
  if (input.suite.test_cases.length > 0) return input;
  const hint = 'Keep some with save_test_cases or casewright generate, or export a job_id of start_generation.';
  throw new ConfigurationError([problem({ code: 'nothing_to_export', message: 'no case is committed', hint })]);
}

/** The repository as it is, with or without cases. @throws ConfigurationError */
export async function collectRepository(paths: string[], settings: Settings, now = new Date()): Promise<ExportInput> {
  const { project, proof, waivers } = await trace({ paths }, settings, { now, readAll: true });
  const { documents, record, present, config } = project;
  const source = {
    documents,
    lock: record.committed.lock,
    marks: proof.marks,
    waivers,
    tests: proof.tests,
    problems: present.flatMap((each) => each.problems),
  };
  return collectExport(source, {
    toolVersion: settings.version,
    now,
    ...(config.profile && { profile: config.profile }),
  });
}

/** What a generation brought, ready for any format; nothing of it is committed, and its documents are those that it read. */
export function collectGenerated({ record }: Generated, settings: Settings, now = new Date()): ExportInput {
  const { documents, columns, suites, lock } = record;
  const suiteOf = new Map(suites.map((each) => [each.document, each]));
  const parsed = documents.map((each) => parseDocument({ ...each, ...(columns && { columns }) }));
  const source: ExportSource = {
    documents: parsed.map((each) => ({
      document: each.path,
      parsed: each,
      plan: planAgain(each, lock),
      suite: suiteOf.get(each.path),
    })),
    lock,
    marks: noMarks,
    waivers: [],
    tests: [],
    problems: [],
  };
  return collectExport(source, { toolVersion: settings.version, now });
}
