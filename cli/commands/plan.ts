import { ConfigurationError, planAgain, plural, readCommitted, renderRequirementsText } from '../../core/index.ts';
import { loadConfig, nothingFound, readInput } from '../read-input.ts';
import { type InputOptions, type Shell, showJson, showProblems } from '../shell.ts';

/** `casewright plan`: coverage items, questions and findings, numbered as the lockfile knows them. */
export async function runPlan(shell: Shell, paths: string[], options: InputOptions): Promise<number> {
  const config = await loadConfig(shell, options.config);
  const documents = await readInput(shell, { named: paths, config, as: options.as });
  const { lock, problems: broken } = await readCommitted([], shell.root);
  if (broken.length > 0) throw new ConfigurationError(broken);
  const plans = documents.map((each) => planAgain(each, lock, config.findings));
  const shown = {
    requirements: plans.flatMap((each) => each.requirements),
    coverage_items: plans.flatMap((each) => each.coverage_items),
    questions: plans.flatMap((each) => each.questions),
    findings: plans.flatMap((each) => each.findings),
  };
  const skipped = documents.flatMap((each) => each.skipped);
  const problems = documents.flatMap((each) => each.problems);
  if (options.format === 'json') showJson(shell, { ...shown, skipped, problems });
  await showProblems(shell, problems);
  if (shown.requirements.length === 0) throw nothingFound(documents);
  if (options.format === 'json') return 0;
  const counts = [
    plural(shown.requirements.length, 'requirement'),
    plural(shown.coverage_items.length, 'coverage item'),
    plural(shown.questions.length, 'question'),
  ];
  shell.out(`${counts.join(', ')}\n\n${renderRequirementsText(shown, shell.paint)}`);
  return 0;
}
