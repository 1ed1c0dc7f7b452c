import { ConfigurationError } from '../../core/index.ts';
import { cleanData } from '../clean.ts';
import type { Settings } from '../define-tool.ts';
import { configOf, pickWriter } from '../pick-writer.ts';
import type { Host, HttpContext } from './exchange.ts';

/** Who would write now. `wanted`: the operator asks for a model. */
export type ModelState = { wanted: boolean; reachable: boolean; name?: string; reason?: string };

const probeMs = 2000;
const keptMs = 10_000;

type Wait = { probe: (signal: AbortSignal) => Promise<ModelState>; now: () => number };

/** Asks at most once in ten seconds, and once for all who ask at the same time. */
export function modelProbe({ probe, now }: Wait): () => Promise<ModelState> {
  let [state, asked]: [Promise<ModelState> | undefined, number] = [undefined, 0];
  return () => {
    if (state === undefined || now() - asked >= keptMs) [state, asked] = [probe(AbortSignal.timeout(probeMs)), now()];
    return state;
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

/** `degraded`: no model is there, so the rules write; that is no failure. Strangers learn no more than that. */
export function healthHandler(
  { settings, tokens }: Host,
  model: () => Promise<ModelState>,
): (c: HttpContext) => Promise<Response> {
  const started = performance.now();
  return async (c) => {
    const { wanted, ...state } = await model();
    const status = wanted && !state.reachable ? 'degraded' : 'ok';
    const { version } = settings;
    if (tokens.length > 0 && c.get('exchange').caller === undefined) return c.json({ status, version });
    const uptime_seconds = Math.round((performance.now() - started) / 1000);
    return c.json({ status, version, uptime_seconds, model: cleanData(state), jobs: settings.jobs.counts() });
  };
}
