import type { Settings } from '../define-tool.ts';
import type { Jobs } from './jobs.ts';

/** PLACEHOLDER: replaced by the job store. */
export function openJobs(_settings: Omit<Settings, 'jobs'>): Jobs {
  const none = () => Promise.resolve(undefined);
  return {
    start: () => Promise.reject(new Error('no job store yet')),
    find: none,
    wait: none,
    cancel: none,
    result: none,
    counts: () => ({ queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 }),
    close: () => Promise.resolve(),
  };
}
