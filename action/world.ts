import type { Inputs } from './inputs.ts';
import type { Octokit } from './octokit.ts';

/** What a run needs of the outside. `packageRoot`: where prompts lie. */
export type World = {
  inputs: Inputs;
  octokit: Octokit;
  environment: Record<string, string | undefined>;
  packageRoot: string;
  version: string;
  now: Date;
  signal: AbortSignal;
};
