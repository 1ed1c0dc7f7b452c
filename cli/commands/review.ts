import {
  acceptableDrafts,
  ConfigurationError,
  feedbackPath,
  findCases,
  gitUserName,
  plural,
  problem,
  readDocument,
  reviewCases,
  reviewFaults,
  type ReviewAction,
  writeFiles,
} from '../../core/index.ts';
import { openProject } from '../open-project.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from '../shell.ts';

export type ReviewOptions = CommonOptions & { all?: boolean; by?: string; reason?: string };

const done = { accept: 'accepted', reject: 'rejected', promote: 'promoted' };

/** `casewright review`: sign-off by a person, with name, date and reason. */
export async function runReview(
  shell: Shell,
  { action, ids }: { action: ReviewAction; ids: string[] },
  options: ReviewOptions,
): Promise<number> {
  const project = await openProject(shell, [], options);
  const { committed, renames, moves } = project.record;
  if (renames.length + moves.length > 0) throw new ConfigurationError([notFollowed]);
  const by = options.by ?? (await gitUserName(shell.root)) ?? shell.environment['USER'];
  const found = options.all
    ? { cases: acceptableDrafts({ documents: project.documents, lock: committed.lock }), problems: [] }
    : findCases(ids, committed.suites);
  const plans = new Map(project.documents.map(({ document, plan }) => [document, plan]));
  const wrong = [
    ...usageProblems({ action, ids, by }, options),
    ...found.problems,
    ...found.cases.flatMap((each) => reviewFaults(action, each, plans)),
  ];
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  await showProblems(shell, project.problems);

  const { reason } = options;
  const decision = { action, by: by ?? '', at: shell.now().toISOString(), ...(reason !== undefined && { reason }) };
  const feedback = await readDocument(feedbackPath, shell.root);
  const before = { committed, plans, feedback: 'text' in feedback ? feedback.text : '' };
  const changes = found.cases.length === 0 ? [] : reviewCases(found.cases, decision, before);
  const { written, problems } = await writeFiles(changes, shell.root);
  await showProblems(shell, problems);
  const names = found.cases.map(({ document, given }) => `${document}:${given.id}`);
  if (options.format === 'json') showJson(shell, { action, by, cases: names, written });
  else {
    shell.out(`${plural(names.length, 'case')} ${done[action]} by ${by}`);
    if (!options.quiet) for (const name of names) shell.out(`  ${name}`);
  }
  return problems.length === 0 ? 0 : 2;
}

// The suite of a renamed document still lies under its old name: signed there, it would be lost.
const notFollowed = problem({
  code: 'not_followed',
  message: 'documents or requirements were renamed or moved since the last casewright generate',
  hint: 'Run casewright generate, so that the cases follow them, and sign then.',
});

function usageProblems(
  { action, ids, by }: { action: ReviewAction; ids: string[]; by: string | undefined },
  { all, reason }: ReviewOptions,
) {
  const wrong = [];
  if (all && action !== 'accept')
    wrong.push(problem({ code: 'wrong_option', message: `--all does not go with ${action}`, hint: 'Name the cases.' }));
  if ((ids.length === 0) === !all)
    wrong.push(
      problem({
        code: 'no_case',
        message: all ? 'cases are named beside --all' : 'no case is named',
        hint: 'Name cases such as TC-REQ-7-1, or use accept --all.',
      }),
    );
  if (action === 'reject' && (reason ?? '').trim() === '')
    wrong.push(
      problem({
        code: 'no_reason',
        message: 'a rejection needs its reason',
        hint: 'Add --reason "what is wrong with it".',
      }),
    );
  if (by === undefined || by.trim() === '')
    wrong.push(
      problem({
        code: 'no_name',
        message: 'nobody is named who signs',
        hint: 'Add --by NAME, or set user.name in git.',
      }),
    );
  return wrong;
}
