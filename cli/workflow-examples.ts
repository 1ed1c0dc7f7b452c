/** A ready-made workflow: what `casewright init --workflow` calls it, its files, and what it does. */
export type WorkflowExample = { does: string; files: { example: string; path: string }[] };

const only = (example: string, path = 'casewright'): WorkflowExample['files'] => [
  { example: `${example}.yml`, path: `.github/workflows/${path}.yml` },
];

/** The files under `.github/workflows/examples/`, by name. All that react to a pull request in the same way share a path. */
export const workflowExamples = {
  'pull-request': { does: 'comments on pull requests and gates, without a model', files: only('pull-request') },
  'gate-only': { does: 'gates with a token that can write nothing', files: only('gate-only') },
  'gpu-runner': { does: 'a model on a runner of your own writes', files: only('gpu-runner') },
  'cpu-ollama': { does: "a small model on GitHub's runners writes", files: only('cpu-ollama') },
  'fork-safe': {
    does: 'gates pull requests from forks, and comments from a second run',
    files: [...only('fork-safe-check', 'casewright-check'), ...only('fork-safe-comment', 'casewright-comment')],
  },
  shards: { does: 'splits very large specifications over four jobs', files: only('shards') },
  'merge-queue': { does: 'one required check, in the merge queue too', files: only('merge-queue') },
  commands: { does: 'takes commands from comments', files: only('commands', 'casewright-commands') },
  scheduled: { does: 'all documents, on each push and each week', files: only('scheduled', 'casewright-documents') },
} satisfies Record<string, WorkflowExample>;

export type WorkflowName = keyof typeof workflowExamples;

export function isWorkflowName(name: string): name is WorkflowName {
  return Object.hasOwn(workflowExamples, name);
}
