import type { FromSchema } from 'json-schema-to-ts';
import type { modelEntrySchema } from '../schema/model-entry.ts';
import type { DownloadProgress } from './embedded/download-weights.ts';
import type { Fetch } from './fetch-without-timeout.ts';
import type { Log } from './telemetry/log.ts';
import type { ModelMetrics } from './telemetry/metrics.ts';
import type { ModelPolicy } from './wrap/with-policy.ts';
import type { RetryOptions } from './wrap/with-retry.ts';

export type ModelEntry = FromSchema<typeof modelEntrySchema>;

/** All that opening a model depends on, beside its name. */
export type ModelSettings = ModelPolicy & {
  /** Where Ollama answers; empty means its default. */
  host: string;
  /** Where `openai:NAME` is served. */
  base_url?: string | undefined;
  /** `models` of the configuration. */
  models?: Readonly<Record<string, ModelEntry>> | undefined;
  /** Variables of the environment, for keys. */
  environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Texts for engines that cannot be held to a schema, and for requests that share a call. */
  notes?: ModelNotes | undefined;
  /** Answers are kept there; without it, none are. */
  cache?: { folder: string; store?: object | undefined; ttlMs?: number | undefined } | undefined;
  /** The user's project: files are relative to it. */
  folder?: string | undefined;
  /** Where packages of engines may be installed; what is found there runs. @default `folder` */
  packageFolders?: string[] | undefined;
  /** Nothing of the working folder may be used, neither packages nor files: somebody else wrote it. */
  isolated?: boolean | undefined;
  /** Whether weights may be downloaded. @default true */
  download?: boolean | undefined;
  log?: Log | undefined;
  metrics?: ModelMetrics | undefined;
  onDownload?: ((progress: DownloadProgress) => void) | undefined;
  fetch?: Fetch | undefined;
  /** For one call of a model that has no `timeout_seconds`. */
  deadlineMs?: number | undefined;
  /** How a model waits before it is asked again. */
  waiting?: Pick<RetryOptions, 'sleep' | 'random'> | undefined;
};

export type ModelNotes = { schema: (schema: object) => string; part: (key: string) => string };
