import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpOptions } from '../main.ts';
import { offeredTools } from '../offered-tools.ts';
import { openSettings, type ServerOptions } from '../open-settings.ts';
import { createApp } from './app.ts';
import { openLog, readLogWish } from './http-log.ts';
import { usualLimits } from './limits.ts';
import { listen } from './listen.ts';
import { readAddress } from './listen-address.ts';
import { openMeters } from './meters.ts';
import { readAllowedNames, readRateLimit, requireToken } from './http-settings.ts';
import { readTokens } from './read-tokens.ts';

/** Serves MCP and REST over HTTP until the process is told to end. @throws ConfigurationError */
export async function serveHttp(options: ServerOptions, http: HttpOptions): Promise<void> {
  const { environment, version } = options;
  const told = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, told.resolve);
  const address = readAddress(http.address);
  const names = readAllowedNames(address.host, http.allowedHosts);
  const limits = { ...usualLimits, requestsPerMinute: readRateLimit(environment) };
  const wish = readLogWish(environment);
  const { tokens, warnings } = await readTokens(environment, http.tokenFile);
  requireToken(address.host, tokens);
  const meters = openMeters(version);
  await using settings = await openSettings(options, { metrics: meters.models, counter: meters.cases });
  meters.watchJobs(() => settings.jobs.counts());
  const log = await openLog(wish);
  const ending = new AbortController();
  const app = createApp({ settings, tokens, names, limits, log, meters, ending: ending.signal });
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
  await told.promise;
  log.write('info', 'ending', { waits_ms: limits.endMs });
  const finished = server.finish();
  await Promise.race([finished, sleep(limits.endMs)]);
  ending.abort();
  await app.close();
  server.cut();
  await finished;
}
