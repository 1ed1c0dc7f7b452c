import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type FoundWorkflows, gitSurroundings, lookAtWorkflows, readDocument } from '../../core/index.ts';
import type { Shell } from '../shell.ts';
import { type WorkflowName, workflowExamples } from '../workflow-examples.ts';
import { isThere, kept, type Step, write } from './init-step.ts';

const folder = '.github/workflows';

/** Writes the workflows that are named, else the one that fits what is there. */
export async function writeWorkflows(
  shell: Shell,
  { workflow, dryRun = false }: { workflow?: WorkflowName[]; dryRun?: boolean },
): Promise<Step[]> {
  const found = lookAtWorkflows(await readWorkflows(shell));
  if (workflow === undefined && found.ours !== undefined)
    return [kept(found.ours, 'it uses casewright already; --workflow NAME writes another one')];
  const names = workflow ?? [fitting(found)];
  const { host, branch = 'main', below } = await gitSurroundings(shell.root);
  const steps: Step[] = [];
  for (const name of new Set(names))
    for (const { example, path } of workflowExamples[name].files) {
      if (await isThere(shell, path)) steps.push(kept(path));
      else {
        const text = await readFile(join(shell.packageRoot, folder, 'examples', example), 'utf8');
        const adapted = forHost(forBranch(forRunner(text, found), branch), host);
        const note = [noteOf(name, found, workflow !== undefined), elsewhere(host, below)].filter(Boolean).join('; ');
        steps.push(await write(shell, { path, text: adapted, note }, dryRun));
      }
    }
  return steps;
}

async function readWorkflows(shell: Shell): Promise<{ path: string; text: string }[]> {
  const names = await readdir(join(shell.root, folder)).catch(() => []);
  const paths = names.filter((name) => /\.ya?ml$/i.test(name)).map((name) => `${folder}/${name}`);
  const read = await Promise.all(paths.toSorted().map((path) => readDocument(path, shell.root)));
  return read.flatMap((each, index) =>
    'text' in each ? { path: paths.toSorted()[index] ?? '', text: each.text } : [],
  );
}

function fitting({ gpuRunner, mergeGroup }: FoundWorkflows): WorkflowName {
  if (gpuRunner !== undefined) return 'gpu-runner';
  return mergeGroup ? 'merge-queue' : 'pull-request';
}

function noteOf(name: WorkflowName, { gpuRunner, mergeGroup }: FoundWorkflows, isNamed: boolean): string {
  const { does } = workflowExamples[name];
  if (isNamed) return does;
  if (gpuRunner !== undefined) return `${does}; your other workflows name a runner with a GPU`;
  return mergeGroup ? `${does}; your other workflows have a merge queue` : does;
}

/** The runner that other workflows of the repository name, in place of the example's. */
function forRunner(text: string, { gpuRunner }: FoundWorkflows): string {
  if (gpuRunner === undefined) return text;
  const flow = stringify(gpuRunner, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();
  return text.replace('runs-on: [self-hosted, gpu]', () => `runs-on: ${flow}`);
}

function forBranch(text: string, branch: string): string {
  return text.replace('branches: [main]', () => `branches: ${JSON.stringify([branch])}`);
}

/** A server of one's own has no access to github.com by itself. */
function forHost(text: string, host: string | undefined): string {
  if (!isServer(host)) return text;
  const comment = `# On ${host}, \`uses:\` names a repository of that server: ask its administrator for GitHub Connect, or mirror
# the actions that are named here under the same names.
`;
  return comment + text;
}

function elsewhere(host: string | undefined, below: string | undefined): string {
  const server = isServer(host) ? `${host} looks for the actions on itself first (GitHub Connect, or a mirror)` : '';
  const moved = below === undefined ? '' : 'move it to the top of the repository, GitHub reads workflows only there';
  return [server, moved].filter(Boolean).join('; ');
}

function isServer(host: string | undefined): boolean {
  return host !== undefined && host !== 'github.com' && host !== 'ssh.github.com' && !host.endsWith('.ghe.com');
}
