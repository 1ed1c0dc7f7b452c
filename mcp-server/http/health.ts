import { ConfigurationError } from '../../core/index.ts';
import { cleanData } from '../clean.ts';
import type { Settings } from '../define-tool.ts';
import { configOf, pickWriter } from '../pick-writer.ts';
import type { Host, HttpContext } from './exchange.ts';
import { probeJobStore } from './probe-job-store.ts';

/** Who would write now. `wanted`: the operator asks for a model. */
export type ModelState = { wanted: boolean; reachable: boolean; name?: string; reason?: string };

const probeMs = 2000;
const keptMs = 10_000;

type Wait = { probe: (signal: AbortSignal) => Promise<ModelState>; now: () => number };

type ModelProbe = {
  /** Asks at most once in ten seconds, and once for all who ask at the same time. */
  ask: () => Promise<ModelState>;
  /** What was found last, however long ago. Asks nobody. */
  known: () => ModelState | undefined;
};

export function modelProbe({ probe, now }: Wait): ModelProbe {
  let [state, asked]: [Promise<ModelState> | undefined, number] = [undefined, 0];
  let found: ModelState | undefined;
  const look = async (): Promise<ModelState> => (found = await probe(AbortSignal.timeout(probeMs)));
  return {
    ask: () => {
      if (state === undefined || now() - asked >= keptMs) [state, asked] = [look(), now()];
      return state;
    },
    known: () => found,
  };
}

export async function probeModel(settings: Settings, signal: AbortSignal): Promise<ModelState> {
  try {
    const config = await configOf(settings.roots[0], settings);
    const { writer, reason } = {
      reason: undefined,
      ...(await pickWriter({ wish: undefined, config, signal }, settings)),
    };
    if (writer) return { wanted: true, reachable: true, name: writer.model.name };
    return { wanted: config.model !== 'rules', reachable: false, ...(reason !== undefined && { reason }) };
  } catch (error) {
    if (error instanceof ConfigurationError) return { wanted: true, reachable: false, reason: error.message };
    throw error;
  }
}

/**
 * `degraded`: no model is there, so the rules write, or no job can be kept; that is no failure. Strangers learn no more than that, and cause no
 * call of a model's host: to them it is `ok` until somebody with a token has asked.
 */
export function healthHandler({ settings, tokens }: Host, model: ModelProbe): (c: HttpContext) => Promise<Response> {
  const started = performance.now();
  let broken: string | undefined;
  return async (c) => {
    const { version } = settings;
    if (tokens.length > 0 && c.get('exchange').caller === undefined)
      return c.json({ status: statusOf(model.known(), broken), version });
    const found = await model.ask();
    broken = await probeJobStore(settings.environment);
    const { wanted: _wanted, ...state } = found;
    const uptime_seconds = Math.round((performance.now() - started) / 1000);
    return c.json({
      status: statusOf(found, broken),
      version,
      uptime_seconds,
      model: cleanData(state),
      jobs: broken === undefined ? settings.jobs.counts() : cleanData({ reason: broken }),
    });
  };
}

function statusOf(found: ModelState | undefined, broken: string | undefined): 'ok' | 'degraded' {
  return broken !== undefined || (found?.wanted === true && !found.reachable) ? 'degraded' : 'ok';
}
