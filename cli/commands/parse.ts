import { plural, renderRequirementsText, renderSkippedText } from '../../core/index.ts';
import { loadConfig, nothingFound, readInput } from '../read-input.ts';
import { type InputOptions, type Shell, showJson, showProblems } from '../shell.ts';

/** `casewright parse`: requirements, skipped parts, problems. */
export async function runParse(shell: Shell, paths: string[], options: InputOptions): Promise<number> {
  const documents = await readInput(shell, {
    named: paths,
    config: await loadConfig(shell, options.config),
    as: options.as,
  });
  const requirements = documents.flatMap((each) => each.requirements);
  const skipped = documents.flatMap((each) => each.skipped);
  const problems = documents.flatMap((each) => each.problems);
  if (options.format === 'json') showJson(shell, { requirements, skipped, problems });
  await showProblems(shell, problems);
  if (requirements.length === 0) throw nothingFound(documents);
  if (options.format === 'json') return 0;
  shell.out(`${plural(requirements.length, 'requirement')} in ${plural(documents.length, 'document')}\n`);
  shell.out(renderRequirementsText({ requirements }, shell.paint));
  if (skipped.length > 0) shell.out(`\nnot taken as requirements\n${renderSkippedText(skipped, shell.paint)}`);
  return 0;
}
