import {
  type Committed,
  type GenerateInput,
  type GenerateResult,
  type ParsedDocument,
  plural,
  previewGeneration,
  renderRequirementsText,
  renderSummaryText,
  suiteChanges,
  visible,
  writeFiles,
} from '../core/index.ts';
import type { Picked } from './pick-writer.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from './shell.ts';

type Generated = {
  result: GenerateResult;
  documents: ParsedDocument[];
  committed: Committed;
  picked: Picked;
  options: CommonOptions & { stdout?: boolean; only?: string[] };
};

/** Writes what is to be committed and shows the suite. False when a file could not be written. */
export async function showGenerated(
  shell: Shell,
  { result, documents, committed, picked, options }: Generated,
): Promise<boolean> {
  const fromStdin = documents.some(({ path }) => path === 'stdin.md');
  const changes = options.stdout || fromStdin ? [] : suiteChanges(result, { documents, committed });
  const { written, problems } = await writeFiles(changes, shell.root, committed.texts);
  await showProblems(shell, problems);
  if (options.format === 'json') {
    showJson(shell, result.suite);
    return problems.length === 0;
  }
  const files = written.map((path) => {
    return {
      path,
      state: changes.some((each) => each.path === path && each.text === undefined) ? 'removed' : 'written',
    };
  });
  if (files.length === 0 && problems.length === 0) files.push(untouched(options.stdout || fromStdin));
  const facts = { ...result, unchanged: result.unchanged.length, files };
  if (!options.quiet) {
    const chosen = chosenRequirements(result, options.only);
    shell.out(`${headline(documents, result, chosen.length)} · ${writerName(picked)}\n`);
    shell.out(`${renderRequirementsText({ ...result.suite, requirements: chosen }, shell.paint)}\n`);
  }
  shell.out(renderSummaryText(result.suite.summary, facts, shell.paint));
  return problems.length === 0;
}

function untouched(printedOnly: boolean | undefined): { path: string; state: string } {
  return printedOnly ? { path: 'none', state: 'written (printed only)' } : { path: 'all', state: 'unchanged' };
}

/** What a run would write, without doing it. */
export function showDryRun(
  shell: Shell,
  { input, picked, format }: { input: GenerateInput; picked: Picked; format: CommonOptions['format'] },
): number {
  const { requirements, cases } = previewGeneration(input);
  const calls = picked.writer ? requirements.length : 0;
  if (format === 'json') {
    showJson(shell, { requirements, cases, model_calls: calls });
    return 0;
  }
  shell.out(
    `Would write ${plural(cases, 'case')} for ${plural(requirements.length, 'requirement')} · ${writerName(picked)}`,
  );
  shell.out(picked.writer ? `At least ${plural(calls, 'model call')}, one for each requirement.` : 'No model call.');
  for (const id of requirements) shell.out(`  ${id}`);
  return 0;
}

/** Ids of a suite are bare where that is unambiguous, and so are those of `--only`. */
function chosenRequirements(
  { suite }: GenerateResult,
  only: string[] | undefined,
): GenerateResult['suite']['requirements'] {
  if (only === undefined) return suite.requirements;
  return suite.requirements.filter(({ id, source }) => only.includes(id) || only.includes(`${source.path}:${id}`));
}

function headline(documents: ParsedDocument[], { suite }: GenerateResult, chosen: number): string {
  const read = documents.filter(({ requirements }) => requirements.length > 0);
  const all = suite.requirements.length;
  const share = chosen === all ? plural(all, 'requirement') : `${plural(chosen, 'requirement')} of ${all}`;
  return `${share} in ${plural(read.length, 'document')}`;
}

function writerName({ writer, reason }: Picked): string {
  // The reason may quote what a server said.
  return writer ? `written by ${writer.model.name}, rules where it does no better` : visible(reason ?? '');
}
