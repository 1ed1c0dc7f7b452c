import { oneLine } from './clean.ts';
import type { Progress } from '../core/index.ts';
import type { Call } from './define-tool.ts';

/** Clients give up after 60 s of silence; the contract promises a sign at least every 5 s. */
export const heartbeatMs = 4000;

/**
 * Runs `work` and tells the client how far it is: when a requirement is finished, and at least every `everyMs`, also while
 * nothing arrives because the model is loading. Numbers grow strictly: each silent beat is a part of the next whole
 * step. Nothing is sent after the end.
 */
export async function withHeartbeat<T>(
  { notify }: Pick<Call, 'notify'>,
  everyMs: number,
  work: (report: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  if (!notify) return work(() => {});
  const finished = new Set<number>();
  let [beats, total, message] = [0, 0, 'reading'];
  let sent = Promise.resolve();
  const beat = () => {
    // All is written and only being put together: more would be more than the total.
    if (beats > 0 && finished.size > 0 && finished.size === total) return;
    const progress = finished.size + beats / (beats + 1);
    beats += 1;
    const now = { progress, ...(total > 0 && { total }), message };
    // A client that is gone cannot be told; the call itself is then cancelled.
    sent = sent.then(() => notify(now)).catch(() => undefined);
  };
  const report = ({ phase, index, total: all, requirement_id, characters }: Progress) => {
    total = all;
    const place = `${oneLine(requirement_id)} (${index} of ${all})`;
    message = characters > 0 ? `${place}: the model has written ${characters} characters` : `${place}: finished`;
    if (phase !== 'done') return;
    finished.add(index);
    beats = 0;
    beat();
  };
  beat();
  message = 'waiting for the model';
  const timer = setInterval(beat, everyMs);
  try {
    return await work(report);
  } finally {
    clearInterval(timer);
    await sent;
  }
}
