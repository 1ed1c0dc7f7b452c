import {
  concurrencyOf,
  type DocumentSuite,
  type GenerateInput,
  generateSuite,
  type Lock,
  previewGeneration,
  type Problem,
  type Question,
  summarise,
  type Summary,
  type TestCase,
} from '../core/index.ts';
import type { Call, Settings } from './define-tool.ts';
import { withHeartbeat } from './heartbeat.ts';
import { configOf, pickWriter } from './pick-writer.ts';
import { selected } from './planned-input.ts';
import { type InputArguments, readInput, requireRequirements } from './read-input.ts';

export type GenerateArguments = InputArguments & { ids?: string[]; model?: string };

/** `model`: who was asked, `rules` when nobody was; `reason`: why a model was not asked. */
export type Generated = {
  kind: 'generated';
  cases: TestCase[];
  questions: Question[];
  summary: Summary;
  model: string;
  reason?: string;
  /** Cases that a person keeps although their requirement changed. */
  stale: string[];
  problems: Problem[];
  /** What a commit of it would hold, for an export. Of text there is no document to read again, so it is kept here. */
  record: { paths: string[]; text?: string; suites: DocumentSuite[]; lock: Lock };
};

export const isGenerated = (result: object): result is Generated => 'kind' in result && result.kind === 'generated';

/** Runs the pipeline for what the arguments name and writes nothing. @throws ConfigurationError */
export async function generate(args: GenerateArguments, settings: Settings, call: Call): Promise<Generated> {
  const { documents, root, committed } = await readInput(args, settings);
  requireRequirements(documents);
  const isSelected = selected(args.ids, documents);
  const config = await configOf(root, settings);
  const input: GenerateInput = {
    documents,
    lock: committed.lock,
    suites: committed.suites,
    ...(config.findings && { findings: config.findings }),
    toolVersion: settings.version,
    now: new Date(),
    signal: call.signal,
    options: {
      only: documents.flatMap(({ path, requirements }) =>
        requirements.filter(({ id }) => isSelected(path, id)).map(({ id }) => `${path}:${id}`),
      ),
      seed: config.seed ?? 42,
      concurrency: concurrencyOf(config, args.model),
    },
  };
  return withHeartbeat(call, settings.heartbeatMs, async (onProgress) => {
    const idle = previewGeneration(input).requirements.length === 0;
    const picked = idle
      ? { reason: 'Nothing had to be written: no item lacks a case.' }
      : await pickWriter({ wish: args.model, config, signal: call.signal }, settings);
    const { writer, reason } = { writer: undefined, ...picked };
    const result = await generateSuite({ ...input, ...(writer && { writer }), onProgress });
    const { suite } = result;
    const wanted = ({ requirement_id }: { requirement_id: string }) => kept.has(requirement_id);
    const requirements = suite.requirements.filter(({ id, source }) => isSelected(source.path, bare(id, source.path)));
    const kept = new Set(requirements.map(({ id }) => id));
    const cases = suite.test_cases.filter(wanted);
    const questions = suite.questions.filter(wanted);
    const counted = { requirements, coverage_items: suite.coverage_items.filter(wanted), test_cases: cases, questions };
    return {
      kind: 'generated',
      cases,
      questions,
      summary: summarise(counted, useOf(suite.summary)),
      model: writer?.model.name ?? 'rules',
      ...(reason !== undefined && { reason }),
      stale: result.stale,
      problems: suite.problems,
      record: {
        paths: documents.map(({ path }) => path),
        ...(args.text !== undefined && { text: args.text }),
        suites: result.suites,
        lock: result.lock,
      },
    };
  });
}

function useOf({
  model_calls,
  retries,
  first_attempt_valid,
  rejected_by_check,
}: Summary): Parameters<typeof summarise>[1] {
  return { model_calls, retries, first_attempt_valid, rejected_by_check };
}

/** The id as in its document: where several documents share one, theirs comes first. */
function bare(id: string, path: string): string {
  return id.startsWith(`${path}:`) ? id.slice(path.length + 1) : id;
}
