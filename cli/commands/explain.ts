import {
  ConfigurationError,
  explainCase,
  feedbackPath,
  findCases,
  readDocument,
  renderExplanationText,
} from '../../core/index.ts';
import { openProject, proveProject } from '../open-project.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from '../shell.ts';

/** `casewright explain`: requirement, item, evidence, checks, score and history of cases. */
export async function runExplain(shell: Shell, ids: string[], options: CommonOptions): Promise<number> {
  const project = await openProject(shell, [], options);
  const { suites, lock } = project.record.committed;
  const { cases, problems } = findCases(ids, suites);
  if (problems.length > 0) throw new ConfigurationError(problems);
  await showProblems(shell, project.problems);
  const { tests } = await proveProject(shell, project, {});
  const feedback = await readDocument(feedbackPath, shell.root);
  const known = { documents: project.documents, lock, tests, feedback: 'text' in feedback ? feedback.text : '' };
  const explained = cases.map((each) => explainCase(each, known));
  if (options.format === 'json') showJson(shell, explained.length === 1 ? explained[0] : explained);
  else shell.out(explained.map((each) => renderExplanationText(each, shell.paint)).join('\n\n'));
  return 0;
}
