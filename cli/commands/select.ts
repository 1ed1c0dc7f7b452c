import { ConfigurationError, plural, readAtCommit, selectForChange } from '../../core/index.ts';
import { openProject, proveProject } from '../open-project.ts';
import { columnsOf } from '../read-input.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from '../shell.ts';

export type SelectOptions = CommonOptions & { changedSince: string };

/** `casewright select`: the cases and tests to run for what changed since a commit. */
export async function runSelect(shell: Shell, named: string[], options: SelectOptions): Promise<number> {
  const project = await openProject(shell, named, options);
  await showProblems(shell, project.problems);
  const { tests } = await proveProject(shell, project, {});
  const paths = project.present.map(({ path }) => path);
  const earlier = await readAtCommit(
    options.changedSince,
    { ...columnsOf(project.config), paths, tests: [] },
    shell.root,
  );
  if ('problem' in earlier) throw new ConfigurationError([earlier.problem]);
  const renamed = new Map(project.record.renames.map(({ from, to }) => [from, to]));
  const before = earlier.documents.map((each) => ({ ...each, path: renamed.get(each.path) ?? each.path }));
  const chosen = selectForChange({ before, now: project.present, suites: project.record.committed.suites, tests });
  if (options.format === 'json') {
    showJson(shell, chosen);
    return 0;
  }
  const { requirements, cases } = chosen;
  shell.out(
    `${plural(requirements.length, 'requirement')} changed since ${options.changedSince}: ${plural(cases.length, 'case')}, ${plural(chosen.tests.length, 'test')} to run`,
  );
  if (options.quiet) return 0;
  for (const { document, id, change } of requirements)
    shell.out(`  ${shell.paint('cyan', change.padEnd(8))} ${document}:${id}`);
  for (const { document, id, title } of cases) shell.out(`  case     ${document}:${id}  ${title}`);
  for (const { path, line, name } of chosen.tests) shell.out(`  test     ${path}:${line}  ${name}`);
  return 0;
}
