import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhenResult, isBrokenCircuitError } from 'cockatiel';
import { modelFailure } from '../failure/model-failure.ts';
import type { Model, ModelAnswer, ModelFailure, ModelIdentity, ModelRequest } from '../model.ts';
import { natureOf } from './failure-nature.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

export type BreakerOptions = {
  /** Outages in a row that open it. @default 3 */
  failures?: number;
  /** How long the model is left alone before one call tries it. @default 30_000 */
  restMs?: number;
  onState?: (state: BreakerState) => void;
};

type Outcome = ModelAnswer | ModelFailure;

/**
 * Leaves a model alone that is out of order. Answers and faulty texts prove that it works; that it is set up wrong or
 * was cancelled proves nothing. Belongs around the retries: whoever is still busy after them is out of order. The call
 * that tries it again asks for its health first, which costs less, and so does the one after a time-out. To say what it
 * is can fail as a call can, and proves nothing when it does not.
 */
export const withBreaker = (
  model: Model,
  { failures = 3, restMs = 30_000, onState }: BreakerOptions = {},
): Model & { state: () => BreakerState } => {
  let count = 0;
  let openedAt = 0;
  let probing = false;
  let hung = false;
  const policy = circuitBreaker(
    // A probe has to prove that the model works; before, each outage counts.
    handleWhenResult((outcome) => !works(outcome)),
    { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) },
  );
  policy.onBreak(() => {
    openedAt = Date.now();
  });
  policy.onStateChange((state) => onState?.(named(state)));

  const open = (): ModelFailure => {
    const left = Math.max(0, openedAt + restMs - Date.now());
    return modelFailure('circuit_open', { model: model.name, count, seconds: Math.ceil(left / 1000) });
  };

  const rests = (): boolean => Date.now() < openedAt + restMs;

  const counted = (outcome: Outcome): void => {
    if (isOutage(outcome)) count += 1;
    else if (works(outcome)) count = 0;
    else return;
    hung = !outcome.ok && outcome.kind === 'timed_out';
  };

  const ifHealthy = async (request: ModelRequest): Promise<Outcome> => {
    const health = await model.health(request.signal);
    return health.ok ? model.generate(request) : health;
  };

  // What proves nothing must not reset the count, which the policy would do; so it learns of outcomes afterwards.
  const whileClosed = async (request: ModelRequest): Promise<Outcome> => {
    const outcome = hung ? await ifHealthy(request) : await model.generate(request);
    if (policy.state === CircuitState.Closed && (isOutage(outcome) || works(outcome))) {
      counted(outcome);
      await policy.execute(() => outcome);
    }
    return outcome;
  };

  const failedToIdentify = async (failure: ModelFailure): Promise<ModelFailure> => {
    if (failure.code === 'CANCELLED') return failure;
    counted(failure);
    // After its rest, any failure begins another one.
    await policy.execute(() => failure);
    return failure;
  };

  const identify = async (signal?: AbortSignal): Promise<ModelIdentity | ModelFailure> => {
    if (policy.state === CircuitState.Closed) {
      const identity = await model.identify(signal);
      const counts = !identity.ok && isOutage(identity) && policy.state === CircuitState.Closed;
      return counts ? failedToIdentify(identity) : identity;
    }
    if (probing || rests()) return open();
    probing = true;
    try {
      const health = await model.health(signal);
      const identity = health.ok ? await model.identify(signal) : health;
      return identity.ok ? identity : await failedToIdentify(identity);
    } finally {
      probing = false;
    }
  };

  const probe = async (request: ModelRequest): Promise<Outcome> => {
    probing = true;
    try {
      return await policy.execute(async (): Promise<Outcome> => {
        const outcome = await ifHealthy(request);
        counted(outcome);
        return outcome;
      });
    } catch (error) {
      if (isBrokenCircuitError(error)) return open();
      throw error;
    } finally {
      probing = false;
    }
  };

  return {
    ...model,
    state: () => named(policy.state),
    identify,
    generate: async (request) => {
      if (policy.state === CircuitState.Closed) return whileClosed(request);
      // Others do not wait for the probe, which may take minutes.
      return probing ? open() : probe(request);
    },
  };
};

const isOutcome = (value: unknown): value is Outcome => typeof value === 'object' && value !== null && 'ok' in value;

const isOutage = (outcome: Outcome): boolean => !outcome.ok && ['outage', 'busy'].includes(natureOf(outcome));

const works = (outcome: unknown): boolean => {
  if (!isOutcome(outcome)) return false;
  return outcome.ok || natureOf(outcome) === 'content' || natureOf(outcome) === 'unfit';
};

const named = (state: CircuitState): BreakerState => {
  if (state === CircuitState.Closed) return 'closed';
  return state === CircuitState.HalfOpen ? 'half_open' : 'open';
};
