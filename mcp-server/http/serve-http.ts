import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpOptions } from '../main.ts';
import { offeredTools } from '../offered-tools.ts';
import { openSettings, type ServerOptions } from '../open-settings.ts';
import { createApp } from './app.ts';
import { endWaits } from './end-waits.ts';
import { openLog, operatorOf, readLogWish } from './http-log.ts';
import { hideTokens } from './hide-tokens.ts';
import { usualLimits } from './limits.ts';
import { listen } from './listen.ts';
import { readAddress } from './listen-address.ts';
import { openMeters } from './meters.ts';
import { readAllowedNames, readRateLimit, requireToken } from './http-settings.ts';
import { readTokens } from './read-tokens.ts';

/** How long what was broken off may take to be answered. */
const answerMs = 2000;

/** Serves MCP and REST over HTTP until the process is told to end. @throws ConfigurationError */
export async function serveHttp(options: ServerOptions, http: HttpOptions): Promise<void> {
  const { environment, version } = options;
  const told = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => told.abort());
  const address = readAddress(http.address);
  const names = readAllowedNames(address.host, http.allowedHosts);
  const limits = { ...usualLimits, requestsPerMinute: readRateLimit(environment) };
  const wish = readLogWish(environment);
  const { tokens, warnings } = await readTokens(environment, http.tokenFile);
  requireToken(address.host, tokens);
  const meters = openMeters(version);
  const log = hideTokens(await openLog(wish), tokens);
  await using settings = await openSettings(options, {
    metrics: meters.models,
    counter: meters.cases,
    operator: operatorOf(log),
  });
  meters.watchJobs(() => settings.jobs.counts());
  const ending = new AbortController();
  const jobs = endWaits(settings.jobs, told.signal);
  const app = createApp({ settings: { ...settings, jobs }, tokens, names, limits, log, meters, ending: ending.signal });
  const server = await listen(app, address, limits);
  for (const { code, message, hint } of warnings) log.write('warn', message, { code, hint });
  log.write('info', 'listening', {
    version,
    url: server.url,
    roots: settings.roots,
    ...(settings.model !== undefined && { model: settings.model }),
    read_only: settings.readOnly,
    tools: offeredTools(settings).map(({ name }) => name),
    callers: tokens.map(({ name }) => name),
    names,
    requests_per_minute: limits.requestsPerMinute,
    log_level: wish.level,
    log_format: wish.format,
  });
  if (!told.signal.aborted) await once(told.signal, 'abort');
  log.write('info', 'ending', { waits_ms: limits.endMs });
  const finished = server.finish();
  await Promise.race([finished, sleep(limits.endMs)]);
  ending.abort();
  // Calls under way are answered with that, before anything is closed.
  await Promise.race([finished, sleep(answerMs)]);
  await app.close();
  server.cut();
  await finished;
}
