import { join } from 'node:path';
import { collectExport, exporters, type ExportInput, type GateInput, noMarks, prove } from '../../core/index.ts';
import type { Examined } from '../examine.ts';
import { readAll } from '../read/read-record.ts';
import { renderPatch } from './render-patch.ts';
import { shardFileName, shardText } from '../shard/shard-file.ts';
import type { Job } from '../world.ts';
import { openReportFolder } from './report-folder.ts';

/**
 * Writes the report files for upload and gives their paths by output. SARIF and JUnit speak of what is committed, as the gate
 * does; the page and the patch of what this run proposes.
 */
export async function writeReports(job: Job, examined: Examined): Promise<Record<string, string>> {
  const { inputs, repository, target } = job;
  const { report } = examined;
  const folder = inputs.reportDir;
  const before = await readAll(
    repository.at(target.headSha),
    report.changes.map(({ path }) => path),
  );
  const patch = renderPatch(report.changes, before);
  const committed = collect(job, examined, report.states.committed);
  const proposed = collect(job, examined, report.states.proposed);
  const textOf = (files: { text: string }[]) => files[0]?.text ?? '';
  const { suite, committed: check, feedback } = report;
  const files = {
    'report-json': [
      'casewright-report.json',
      `${JSON.stringify({ suite, check, ...(feedback && { feedback }) }, undefined, 2)}\n`,
    ],
    'report-sarif': ['casewright.sarif', textOf(exporters.sarif(committed))],
    'report-junit': ['casewright-junit.xml', textOf(exporters.junit(committed))],
    'report-html': ['casewright-report.html', textOf(exporters.html(proposed))],
    ...(patch !== '' && { 'report-patch': ['casewright.patch', patch] }),
  };
  const write = await openReportFolder(folder, [inputs.workspace, inputs.temporary]);
  const outputs: Record<string, string> = {};
  for (const [output, [name = '', text = '']] of Object.entries(files)) {
    outputs[output] = join(folder, name);
    await write(name, text);
  }
  const { shard } = inputs;
  if (shard && shard !== 'merge') await write(shardFileName(shard), shardText(job, examined, shard));
  return outputs;
}

function collect({ version, now, config, inputs }: Job, { gathered, report }: Examined, state: GateInput): ExportInput {
  const parsed = new Map(gathered.touched.map(({ document }) => [document.path, document]));
  const source = {
    documents: state.documents.flatMap((each) => {
      const document = parsed.get(each.document);
      return document ? [{ ...each, parsed: document }] : [];
    }),
    lock: state.lock,
    marks: state.marks ?? noMarks,
    waivers: gathered.waivers,
    tests: prove(state, gathered.tests).tests,
    problems: report.problems,
  };
  return collectExport(source, {
    toolVersion: version,
    now,
    ...(config.profile && { profile: config.profile }),
    language: inputs.language,
  });
}
