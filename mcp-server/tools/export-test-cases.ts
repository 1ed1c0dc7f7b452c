import {
  ConfigurationError,
  type ExportedFile,
  exporters,
  type ExportFormat,
  exportFormats,
  plural,
  problem,
} from '../../core/index.ts';
import { collectCommitted, collectGenerated } from '../collect.ts';
import { type Answer, type Call, readingTool, type Settings, writingTool } from '../define-tool.ts';
import { inputProperties } from '../input-schema.ts';
import { noResult } from '../jobs/unknown-job.ts';
import { exactly, listOf, string, strings } from '../lean-schema.ts';
import { locate } from '../locate.ts';
import { argumentReader } from '../read-arguments.ts';
import { oneLine } from '../clean.ts';
import { section } from '../render.ts';
import { writeExport } from '../write-export.ts';

type Arguments = { path?: string; job_id?: string; format: ExportFormat; write_to?: string };

const { path } = inputProperties;
const properties = {
  path,
  job_id: { type: 'string', description: 'A generation, instead of path.' },
  format: { enum: exportFormats },
  write_to: { type: 'string', description: 'New file or folder below a root, such as casewright/exports/cases.csv.' },
};
const required = ['format'];
const { write_to: _writeTo, ...reading } = properties;
const read = argumentReader<Arguments>('export_test_cases', { type: 'object', properties, required });
const readOnly = argumentReader<Arguments>('export_test_cases', { type: 'object', properties: reading, required });

/** More would fill the context of any model. */
const longestContent = 60_000;

const common = {
  name: 'export_test_cases',
  title: 'Export test cases',
  named: ['files'],
  outputSchema: exactly({ format: string, files: listOf(exactly({ path: string, text: string })), written: strings }),
};
const description = 'Gives committed cases, or those of a job, in the format of another tool';

/** Committed cases, or those of a generation, in the format of another tool. */
export const exportTestCases = writingTool({
  ...common,
  description: `${description}; with write_to as new files, never over what is there.`,
  inputSchema: { type: 'object', properties, required },
  handle: async (given, settings, call) => show(read(given), settings, call),
  readOnly: readingTool({
    ...common,
    description: `${description}.`,
    inputSchema: { type: 'object', properties: reading, required },
    handle: async (given, settings, call) => show(readOnly(given), settings, call),
  }),
});

async function show(args: Arguments, settings: Settings, call: Call): Promise<Answer> {
  const files = await exported(args, settings, call);
  const written =
    args.write_to === undefined ? [] : await writeExport(files, args.write_to, await rootsFor(args, settings));
  const shown = written.length > 0 ? [] : files;
  if (shown.reduce((sum, { text }) => sum + text.length, 0) > longestContent) throw tooLong(files, args.format);
  const what = `${plural(files.length, 'file')} in the format ${args.format}`;
  return {
    head: [written.length > 0 ? `Written: ${what}.` : `${what}. Nothing was written.`],
    body: [
      ...section('Written', written, (each) => each),
      ...shown.flatMap((each) => [`## ${oneLine(each.path)}`, each.text]),
    ],
    data: { format: args.format, files: shown, written },
    stands: written.length > 0,
  };
}

/** A name without a root is meant in the root of what is exported. */
async function rootsFor({ path: named }: Arguments, { roots }: Settings): Promise<Pick<Settings, 'roots'>> {
  const located = named === undefined ? undefined : await locate(named, roots);
  if (!located || 'problem' in located) return { roots };
  return { roots: [located.root, ...roots.filter((root) => root !== located.root)] };
}

async function exported(
  { path: named, job_id, format }: Arguments,
  settings: Settings,
  { caller }: Call,
): Promise<ExportedFile[]> {
  if (named !== undefined && job_id !== undefined) throw oneOfBoth();
  if (job_id === undefined)
    return exporters[format](await collectCommitted(named === undefined ? [] : [named], settings));
  const generated = await settings.jobs.result(job_id, caller);
  if (!generated) throw await noResult(job_id, settings.jobs, caller);
  return exporters[format](collectGenerated(generated, settings));
}

function oneOfBoth(): ConfigurationError {
  const hint = 'Give path for what is committed, or job_id for what a generation brought.';
  return new ConfigurationError([problem({ code: 'wrong_argument', message: 'path and job_id are both given', hint })]);
}

function tooLong(files: ExportedFile[], format: string): ConfigurationError {
  const size = files.reduce((sum, { text }) => sum + text.length, 0);
  const message = `the export to ${format} has ${size} characters; at most ${longestContent} are given in an answer`;
  const hint = 'Write it with write_to, or name a smaller path.';
  return new ConfigurationError([problem({ code: 'too_large', message, hint })]);
}
