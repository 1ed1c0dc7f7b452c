import {
  ConfigurationError,
  feedbackPath,
  findCases,
  gate,
  gitUserName,
  type NamedCase,
  plural,
  problem,
  readDocument,
  reviewCases,
  type ReviewAction,
  writeFiles,
} from '../../core/index.ts';
import { openProject, type Project } from '../open-project.ts';
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
  const { committed } = project.record;
  const by = options.by ?? (await gitUserName(shell.root)) ?? shell.environment['USER'];
  const found = options.all ? { cases: allDrafts(project), problems: [] } : findCases(ids, committed.suites);
  const wrong = [
    ...usageProblems({ action, ids, by }, options),
    ...found.problems,
    ...found.cases.flatMap((each) => unfit(action, each)),
  ];
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  await showProblems(shell, project.problems);

  const { reason } = options;
  const decision = { action, by: by ?? '', at: shell.now().toISOString(), ...(reason !== undefined && { reason }) };
  const feedback = await readDocument(feedbackPath, shell.root);
  const plans = new Map(project.documents.map(({ document, plan }) => [document, plan]));
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

/** What `--all` means: drafts that say what their requirement says now. Ideas and stale cases are named one by one. */
function allDrafts({ documents, record }: Project): NamedCase[] {
  const { lock } = record.committed;
  const { stale, orphaned } = gate({ documents, lock }, { require: 'drafted', failOn: [] });
  const left = new Set([...stale, ...orphaned]);
  return documents.flatMap(({ document, suite }) =>
    (suite?.test_cases ?? [])
      .filter((each) => each.status === 'draft' && !each.inferred && !left.has(`${document}:${each.id}`))
      .map((given) => ({ document, given })),
  );
}

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

function unfit(action: ReviewAction, { document, given }: NamedCase) {
  if (action === 'promote' && !given.inferred) {
    const message = `${document}:${given.id} is no idea: it is demanded by its requirement`;
    return [problem({ code: 'no_idea', message, hint: `Use casewright review accept ${given.id}.` })];
  }
  if (action === 'accept' && given.inferred) {
    const message = `${document}:${given.id} is an idea: no requirement demands it`;
    return [
      problem({
        code: 'is_idea',
        message,
        hint: `Use casewright review promote ${given.id} to make it a case of yours.`,
      }),
    ];
  }
  return [];
}
