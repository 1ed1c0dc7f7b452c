import { ConfigurationError, plural, problem, readTests, renderConfig, suggestConfig } from '../../core/index.ts';
import { readInput } from '../read-input.ts';
import { type Shell, showJson } from '../shell.ts';
import type { WorkflowName } from '../workflow-examples.ts';
import { type BaselineOptions, writeBaseline } from './init-baseline.ts';
import { isThere, kept, type Step, write } from './init-step.ts';
import { writeWorkflows } from './init-workflows.ts';

export type InitOptions = BaselineOptions & { workflow?: WorkflowName[] };

const configuration = 'casewright.yml';

/** `casewright init`: a configuration, a workflow and a baseline that fit this repository. Overwrites nothing. */
export async function runInit(shell: Shell, options: InitOptions): Promise<number> {
  const { step, paths } = await writeConfiguration(shell, options.dryRun === true);
  const steps = [step, ...(await writeWorkflows(shell, options))];
  if (options.baseline !== false) steps.push(await writeBaseline(shell, options, paths));
  if (options.format === 'json') showJson(shell, { files: steps });
  else for (const each of steps) shell.out(shown(each));
  const next = options.dryRun
    ? 'Nothing was written.'
    : 'Next: casewright generate, then commit casewright/ and the files above.';
  if (!options.quiet && options.format === 'text') shell.out(`\n${next}`);
  return 0;
}

/** `paths`: what a file that a dry run did not write would have named. */
async function writeConfiguration(shell: Shell, dryRun: boolean): Promise<{ step: Step; paths: string[] }> {
  if (await isThere(shell, configuration)) return { step: kept(configuration), paths: [] };
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
  const count = documents.reduce((sum, { requirements }) => sum + requirements.length, 0);
  const note = `${plural(count, 'requirement')} under ${found.paths.join(', ')}; ${plural(tests.length, 'test')}`;
  const step = await write(shell, { path: configuration, text: renderConfig(found), note }, dryRun);
  return { step, paths: dryRun ? found.paths : [] };
}

function shown({ path, state, note, text }: Step): string {
  const line = `${state.padEnd(9)} ${path}${note && `  ${note}`}`;
  return text === undefined ? line : `${line}\n${text.trimEnd().replaceAll(/^(?=.)/gm, '    ')}`;
}
