import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import { lazySchema } from '../../core/index.ts';
import type { Examined } from '../examine.ts';
import type { Shard } from './shard.ts';
import type { Job } from '../world.ts';

type Part = Exclude<Shard, 'merge'>;

const schema = {
  type: 'object',
  properties: {
    head_sha: { type: 'string', pattern: '^[0-9a-f]{40}$' },
    part: { type: 'integer', minimum: 1 },
    count: { type: 'integer', minimum: 1, maximum: 64 },
    files: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, text: { type: 'string' } },
        required: ['path', 'text'],
        additionalProperties: false,
      },
    },
    written: { type: 'array', items: { type: 'string' } },
    model: { type: 'string' },
    reason: { type: 'string' },
    unserved: { type: 'boolean' },
    left_out: { type: 'integer', minimum: 0 },
    model_use: {
      type: 'object',
      properties: {
        model_calls: { type: 'integer', minimum: 0 },
        retries: { type: 'integer', minimum: 0 },
        first_attempt_valid: { type: 'integer', minimum: 0 },
        rejected_by_check: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
      },
      required: ['model_calls', 'retries', 'first_attempt_valid', 'rejected_by_check'],
      additionalProperties: false,
    },
  },
  required: ['head_sha', 'part', 'count', 'files', 'written', 'left_out', 'model_use'],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** What one shard found, for the run that puts the parts together. */
export type ShardFile = FromSchema<typeof schema>;

export const shardFilePattern = /^casewright-shard-\d+-of-\d+\.json$/;

export function shardFileName({ part, count }: Part): string {
  return `casewright-shard-${part}-of-${count}.json`;
}

export function shardText({ target }: Job, { report, written }: Examined, { part, count }: Part): string {
  const { model_calls, retries, first_attempt_valid, rejected_by_check } = written.result.suite.summary;
  const file: ShardFile = {
    head_sha: target.headSha,
    part,
    count,
    files: report.changes.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }])),
    written: report.written,
    ...(written.model !== undefined && { model: written.model }),
    ...(written.reason !== undefined && { reason: written.reason }),
    ...(written.unserved === true && { unserved: true }),
    left_out: written.leftOut,
    model_use: { model_calls, retries, first_attempt_valid, rejected_by_check },
  };
  return `${JSON.stringify(file)}\n`;
}

const isShardFile = lazySchema<ShardFile>(schema);

/** Undefined: the text is not what a shard writes. */
export function parseShardFile(text: string): ShardFile | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isShardFile()(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
