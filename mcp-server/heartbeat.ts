import type { Call } from './define-tool.ts';

/** Clients give up after 60 s of silence; the contract promises a sign at least every 5 s. */
export const heartbeatMs = 4000;

/** How far a generation is: requirements finished of those that are due, and what happens now. */
export type Standing = { done: number; total: number; message: string };

/** `urgent`: the client should hear it at once, although nothing more is finished. */
export type Tell = (standing: Standing, urgent?: boolean) => void;

/**
 * Runs `work` and tells the client how far it is: when a requirement is finished, and at least every `everyMs`, also while
 * nothing arrives because the model is loading. Numbers grow strictly: each silent beat is a part of the next whole
 * step. Nothing is sent after the end.
 */
export async function withHeartbeat<T>(
  { notify }: Pick<Call, 'notify'>,
  everyMs: number,
  work: (tell: Tell) => Promise<T>,
): Promise<T> {
  if (!notify) return work(() => {});
  let [beats, done, total, message] = [0, 0, 0, 'at work'];
  let sent = Promise.resolve();
  const beat = () => {
    // All is written and only being put together: more would be more than the total.
    if (beats > 0 && done > 0 && done === total) return;
    const progress = done + beats / (beats + 1);
    beats += 1;
    const now = { progress, ...(total > 0 && { total }), message };
    // A client that is gone cannot be told; the call itself is then cancelled.
    sent = sent.then(() => notify(now)).catch(() => undefined);
  };
  const tell: Tell = (standing, urgent = false) => {
    ({ message } = standing);
    total = Math.max(total, standing.total);
    const grown = standing.done > done;
    // A generation that begins again counts from nothing; its client must not see that.
    if (grown) [done, beats] = [standing.done, 0];
    if (grown || urgent) beat();
  };
  beat();
  const timer = setInterval(beat, everyMs);
  try {
    return await work(tell);
  } finally {
    clearInterval(timer);
    await sent;
  }
}
