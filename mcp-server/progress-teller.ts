import type { Progress } from '../core/index.ts';
import { oneLine } from './clean.ts';
import type { Tell } from './heartbeat.ts';

/** Turns what the engine reports of single requirements into how far the whole is. */
export function progressTeller(tell: Tell): (progress: Progress) => void {
  const finished = new Set<number>();
  return ({ phase, index, total, requirement_id, characters }) => {
    const place = `${oneLine(requirement_id)} (${index} of ${total})`;
    if (phase === 'done') finished.add(index);
    const message = characters > 0 ? `${place}: the model has written ${characters} characters` : `${place}: finished`;
    tell({ done: finished.size, total, message });
  };
}
