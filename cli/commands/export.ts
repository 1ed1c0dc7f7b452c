import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import {
  collectExport,
  ConfigurationError,
  type ExportedFile,
  exporters,
  type ExportFormat,
  type ExportInput,
  plural,
  problem,
  readWaivers,
  writeFiles,
} from '../../core/index.ts';
import { openProject, proveProject } from '../open-project.ts';
import { nothingFound } from '../read-input.ts';
import { type CommonOptions, type Shell, showProblems } from '../shell.ts';

export type ExportCommand = Pick<CommonOptions, 'config' | 'quiet' | 'verbose'> & {
  to: ExportFormat;
  out?: string;
  only?: 'accepted';
  lang?: 'en' | 'zh-CN';
};

/** `casewright export`: the committed suites in the format of another tool. */
export async function runExport(shell: Shell, named: string[], options: ExportCommand): Promise<number> {
  const input = await collectProject(shell, named, options);
  const files = exporters[options.to](input);
  const [first] = files;
  if (first === undefined) throw nothingGenerated(named, options.only);
  if (options.out === undefined) {
    if (files.length > 1) throw severalFiles(files, options.to);
    shell.out(first.text.replace(/\n$/, ''));
    return 0;
  }
  const { folder, named: placed } = await placeFiles(files, resolve(shell.root, options.out), options.out);
  const sources = new Set(input.documents.map(({ path }) => resolve(shell.root, path)));
  const hit = placed.find(({ path }) => sources.has(resolve(folder, path)));
  if (hit) throw overwrites(hit.path);
  const { written, unchanged, problems } = await writeFiles(placed, folder);
  await showProblems(shell, problems);
  if (problems.length > 0) return 2;
  if (!options.quiet) {
    const same = unchanged.length > 0 ? `, ${unchanged.length} unchanged` : '';
    shell.note(`${plural(written.length, 'file')} written to ${options.out}${same}`);
  }
  return 0;
}

async function collectProject(shell: Shell, named: string[], options: ExportCommand): Promise<ExportInput> {
  const project = await openProject(shell, named, options);
  const proof = await proveProject(shell, project, {});
  const { waivers, problems } = await readWaivers(shell.root, shell.now());
  if (problems.some(({ severity }) => severity === 'error')) throw new ConfigurationError(problems);
  await showProblems(shell, [...project.problems, ...problems]);
  const { documents, record, config } = project;
  if (documents.every(({ plan }) => plan.requirements.length === 0)) throw nothingFound(project.present);
  const left = documents.flatMap(({ plan, suite }) => {
    const present = new Set(plan.requirements.map(({ id }) => id));
    return (suite?.test_cases ?? []).filter(({ requirement_id }) => !present.has(requirement_id));
  });
  if (left.length > 0 && !options.quiet)
    shell.note(`${plural(left.length, 'case')} left out: their requirement is gone (casewright check lists them).`);
  const source = {
    documents,
    lock: record.committed.lock,
    marks: proof.marks,
    waivers,
    tests: proof.tests,
    problems: project.present.flatMap((each) => each.problems),
  };
  const input = collectExport(source, {
    toolVersion: shell.version,
    now: shell.now(),
    ...(options.only && { only: options.only }),
    ...(config.profile && { profile: config.profile }),
    ...(options.lang && { language: options.lang }),
  });
  if (input.suite.test_cases.length === 0) throw nothingGenerated(named, options.only);
  return input;
}

/** Several files need a folder. One goes into a folder too where the path is one, ends in a slash or has no extension. */
async function placeFiles(
  files: ExportedFile[],
  target: string,
  written: string,
): Promise<{ folder: string; named: ExportedFile[] }> {
  const [first] = files;
  const there = await stat(target).catch(() => undefined);
  const isFolder = files.length > 1 || written.endsWith('/') || (there?.isDirectory() ?? extname(target) === '');
  if (isFolder && there?.isFile()) throw notAFolder(written);
  const folder = isFolder ? target : dirname(target);
  await mkdir(folder, { recursive: true });
  return { folder, named: isFolder || !first ? files : [{ path: basename(target), text: first.text }] };
}

function nothingGenerated(named: string[], only: 'accepted' | undefined): ConfigurationError {
  const paths = named.join(' ');
  const message = only ? 'no case is accepted yet' : `there are no cases yet${paths && ` for ${paths}`}`;
  const hint = only
    ? 'Accept cases with casewright review accept ID (or --all), or leave out --only accepted.'
    : `Run casewright generate${paths && ` ${paths}`} first.`;
  return new ConfigurationError([problem({ code: 'nothing_to_export', message, hint })]);
}

function severalFiles(files: ExportedFile[], format: string): ConfigurationError {
  const message = `--to ${format} makes ${files.length} files, which standard output cannot hold`;
  return new ConfigurationError([
    problem({ code: 'several_files', message, hint: 'Name a folder with --out FOLDER.' }),
  ]);
}

function notAFolder(out: string): ConfigurationError {
  const message = `--out ${out} is a file, and a folder is needed`;
  return new ConfigurationError([problem({ code: 'not_a_folder', message, hint: 'Name a folder, or a new path.' })]);
}

function overwrites(path: string): ConfigurationError {
  const message = `--out would overwrite ${path}, which holds requirements`;
  return new ConfigurationError([problem({ code: 'overwrites_document', message, hint: 'Name another file.' })]);
}
