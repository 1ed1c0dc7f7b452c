import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  addBaseline,
  ConfigurationError,
  failReasons,
  gate,
  gitUserName,
  plural,
  problem,
  readDocument,
  readTests,
  readWaivers,
  renderConfig,
  suggestConfig,
  waiversPath,
  writeFiles,
} from '../../core/index.ts';
import { openProject } from '../open-project.ts';
import { readInput } from '../read-input.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from '../shell.ts';

export type InitOptions = CommonOptions & { baseline?: boolean; by?: string };

type Step = { path: string; state: 'written' | 'kept' | 'unchanged'; note: string };

const workflow = '.github/workflows/casewright.yml';
const example = '.github/workflows/examples/pull-request.yml';
const configuration = 'casewright.yml';
const baselineDays = 180;

/** `casewright init`: a configuration and a workflow that fit; with `--baseline` today's gaps as waivers. Overwrites nothing. */
export async function runInit(shell: Shell, options: InitOptions): Promise<number> {
  const steps = [await writeConfiguration(shell), await writeWorkflow(shell)];
  if (options.baseline) steps.push(await writeBaseline(shell, options));
  if (options.format === 'json') showJson(shell, { files: steps });
  else for (const { path, state, note } of steps) shell.out(`${state.padEnd(9)} ${path}${note && `  ${note}`}`);
  if (!options.quiet && options.format === 'text') shell.out('\nNext: casewright generate, then commit casewright/.');
  return 0;
}

async function writeConfiguration(shell: Shell): Promise<Step> {
  if (await isThere(shell, configuration)) return { path: configuration, state: 'kept', note: 'it is there already' };
  const documents = await readInput(shell, { named: ['.'], config: {} });
  const { tests } = await readTests({ tests: ['.'], results: [] }, shell.root);
  const found = suggestConfig(documents, tests);
  if (found.paths.length === 0) {
    const hint =
      'Name your requirement files under paths: in casewright.yml; casewright parse FILE says what it reads.';
    throw new ConfigurationError([
      problem({ code: 'no_requirement', message: 'no file here holds a requirement', hint }),
    ]);
  }
  await write(shell, configuration, renderConfig(found));
  const count = documents.reduce((sum, { requirements }) => sum + requirements.length, 0);
  const note = `${plural(count, 'requirement')} under ${found.paths.join(', ')}; ${plural(tests.length, 'test')}`;
  return { path: configuration, state: 'written', note };
}

async function writeWorkflow(shell: Shell): Promise<Step> {
  if (await isThere(shell, workflow)) return { path: workflow, state: 'kept', note: 'it is there already' };
  await write(shell, workflow, await readFile(join(shell.packageRoot, example), 'utf8'));
  return { path: workflow, state: 'written', note: 'comments on pull requests that touch requirements' };
}

async function writeBaseline(shell: Shell, options: InitOptions): Promise<Step> {
  const { documents, record } = await openProject(shell, [], options);
  const { waivers, problems } = await readWaivers(shell.root, shell.now());
  if (problems.some(({ severity }) => severity === 'error')) throw new ConfigurationError(problems);
  const input = { documents, lock: record.committed.lock, waivers };
  const verdict = gate(input, { require: 'drafted', failOn: failReasons });
  const ids = [...new Set(failReasons.flatMap((reason) => verdict[reason]))];
  if (ids.length === 0) return { path: waiversPath, state: 'unchanged', note: 'there is no gap to record' };
  const owner = options.by ?? (await gitUserName(shell.root)) ?? shell.environment['USER'] ?? 'nobody yet';
  const expires = new Date(shell.now().getTime() + baselineDays * 24 * 60 * 60 * 1000);
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const before = await readDocument(waiversPath, shell.root);
  const baseline = { ids, owner, today: day(shell.now()), expires: day(expires) };
  await write(shell, waiversPath, addBaseline('text' in before ? before.text : undefined, baseline));
  const note = `${plural(ids.length, 'gap')} of today waived until ${day(expires)}; a new one closes the gate`;
  return { path: waiversPath, state: 'written', note };
}

async function write(shell: Shell, path: string, text: string): Promise<void> {
  const { problems } = await writeFiles([{ path, text }], shell.root);
  await showProblems(shell, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function isThere(shell: Shell, path: string): Promise<boolean> {
  return access(resolve(shell.root, path)).then(
    () => true,
    () => false,
  );
}
