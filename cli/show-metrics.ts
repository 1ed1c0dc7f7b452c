import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Config, ConfigurationError, type MetricsSnapshot, plural, problem } from '../core/index.ts';
import type { Shell } from './shell.ts';

/** The prices of each model of the configuration, by the name under which it serves. */
export function pricesOf({ models = {} }: Config) {
  return {
    priceOf: (served_by: string) => {
      const price = Object.hasOwn(models, served_by) ? models[served_by]?.price : undefined;
      return price && { input_per_million: price.input, output_per_million: price.output };
    },
  };
}

/** What a run's model calls took and brought: a few lines for whoever wants to know, a file for machines. */
export async function showMetrics(
  shell: Shell,
  snapshot: MetricsSnapshot,
  { verbose, metrics: file }: { verbose?: boolean; metrics?: string },
): Promise<void> {
  if (file !== undefined) await save(shell, file, snapshot);
  if (verbose) for (const line of linesOf(snapshot)) shell.note(line);
}

async function save(shell: Shell, file: string, snapshot: MetricsSnapshot): Promise<void> {
  try {
    await writeFile(resolve(shell.root, file), `${JSON.stringify(snapshot, undefined, 2)}\n`);
  } catch (error) {
    const message = `--metrics ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    throw new ConfigurationError([
      problem({ code: 'unwritable', message, hint: 'Name a file in a folder that exists.' }),
    ]);
  }
}

function linesOf(each: MetricsSnapshot): string[] {
  const { p50, p95 } = each.latency_ms;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const errors = Object.entries(each.errors).map(([code, count]) => `${code} ${count}`);
  return [
    `${plural(each.calls, 'model call')}, half of them within ${seconds(p50)}, 95 % within ${seconds(p95)}; ${plural(each.cache_hits, 'answer')} from the cache`,
    `${each.prompt_tokens} tokens read, ${each.answer_tokens} written, ${each.tokens_per_second.toFixed(1)} a second`,
    `valid at the first attempt: ${each.first_attempt_valid} of ${each.first_attempts}; calls repeated: ${each.retries}`,
    ...(errors.length > 0 ? [`errors: ${errors.join(', ')}`] : []),
    ...(each.cost_per_1000_requirements === undefined
      ? []
      : [`cost: ${each.cost?.toFixed(4)}, ${each.cost_per_1000_requirements.toFixed(2)} for 1,000 requirements`]),
  ];
}
