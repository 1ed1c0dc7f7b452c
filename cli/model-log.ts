import { type Log, pinoLog } from '../core/index.ts';
import type { Shell } from './shell.ts';

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** Logs of model calls on standard error where somebody asks for them: `--verbose`, or `LOG_LEVEL`. */
export async function modelLog({ environment }: Shell, { verbose }: { verbose?: boolean }): Promise<Log | undefined> {
  const wanted = environment['LOG_LEVEL']?.toLowerCase();
  const level = levels.find((each) => each === wanted) ?? (verbose ? 'info' : undefined);
  return level === undefined || level === 'silent' ? undefined : pinoLog({ level });
}
