import type { Config } from '../core/index.ts';
import type { PullTarget, Target } from './event.ts';
import type { Inputs } from './inputs.ts';
import type { Octokit } from './octokit.ts';
import type { EarlyListing } from './read/list-tree.ts';
import type { Repository } from './read/read-files.ts';

/** What a run needs of the outside. `packageRoot`: where prompts lie. */
export type World = {
  inputs: Inputs;
  octokit: Octokit;
  environment: Record<string, string | undefined>;
  packageRoot: string;
  version: string;
  now: Date;
  signal: AbortSignal;
  /** What was asked for before everything was loaded. */
  early?: EarlyListing;
};

/** A run that knows what it is about, with the configuration of the trusted version. */
export type Job = World & { target: Target; repository: Repository; config: Config };

export type PullJob = Job & { target: PullTarget };
