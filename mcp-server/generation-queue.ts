import PQueue from 'p-queue';
import { ConfigurationError, problem } from '../core/index.ts';

/** Whose turn it is. `onPosition` hears the place in the queue, 1 being next, each time it changes. */
type Turn = { caller: string; signal: AbortSignal; onPosition?: (position: number) => void };

/** What stands before the model: few generations at a time, callers in turn. */
export type GenerationQueue = {
  /**
   * Rejects with the reason of the signal when it aborts before the work has begun; begun work ends by itself. @throws
   * ConfigurationError when as many wait as may
   */
  run: <T>(work: () => Promise<T>, turn: Turn) => Promise<T>;
  waiting: () => number;
  /** How many are at work. */
  running: () => number;
};

type Waiting = { caller: string; round: number; told: number; tell: (position: number) => void };

// More at a time would not make a local model faster, only each answer later.
const atOnce = 2;

/**
 * A caller gets one place in each round, so that many jobs of one wait behind the first of another. Within a round, who
 * came first goes first.
 */
export function generationQueue(width = atOnce, most = Infinity): GenerationQueue {
  const queue = new PQueue({ concurrency: width });
  // In the order of arrival.
  const waiting = new Set<Waiting>();
  const lastBegun = new Map<string, number>();
  let round = 0;

  const tellAll = (): void => {
    const order = [...waiting].toSorted((a, b) => a.round - b.round);
    for (const [index, each] of order.entries()) {
      if (each.told === index + 1) continue;
      each.told = index + 1;
      each.tell(index + 1);
    }
  };
  const roundFor = (caller: string): number => {
    const own = [...waiting].filter((each) => each.caller === caller).map((each) => each.round);
    return Math.max(round, lastBegun.get(caller) ?? 0, ...own) + 1;
  };
  const begin = (place: Waiting): void => {
    waiting.delete(place);
    round = Math.max(round, place.round);
    lastBegun.set(place.caller, place.round);
    tellAll();
  };

  return {
    run: async (work, { caller, signal, onPosition = () => {} }) => {
      if (waiting.size >= most) throw full(most);
      const place = { caller, round: roundFor(caller), told: 0, tell: onPosition };
      waiting.add(place);
      // Not the caller's own signal: the queue would forget work that has begun, while it still keeps the model busy.
      const left = new AbortController();
      const leave = () => left.abort(signal.reason);
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      const begun = () => {
        signal.removeEventListener('abort', leave);
        begin(place);
        return work();
      };
      const done = queue.add(begun, { priority: -place.round, signal: left.signal });
      tellAll();
      try {
        return await done;
      } finally {
        signal.removeEventListener('abort', leave);
        if (waiting.delete(place)) tellAll();
      }
    },
    waiting: () => waiting.size,
    running: () => queue.pending,
  };
}

function full(most: number): ConfigurationError {
  const message = `${most} calls wait already`;
  return new ConfigurationError([problem({ code: 'queue_full', message, hint: 'Call again in some seconds.' })]);
}
