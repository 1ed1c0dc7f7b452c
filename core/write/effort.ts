/** What a run's model calls took; `wasted_ms`: those that brought nothing. */
export type Effort = { calls: number; spent_ms: number; wasted_ms: number };

export const newEffort = (): Effort => ({ calls: 0, spent_ms: 0, wasted_ms: 0 });

const mostWasted = 0.1;
// A run that begins badly may still recover.
const leastCalls = 10;

/** Whether asking again is worth it: at most a tenth of the time may be spent in vain. */
export const mayRetry = ({ calls, spent_ms, wasted_ms }: Effort): boolean =>
  calls < leastCalls || wasted_ms <= mostWasted * spent_ms;
