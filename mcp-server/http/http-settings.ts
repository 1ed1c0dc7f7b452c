import { localhostAllowedHostnames } from '@modelcontextprotocol/server';
import { ConfigurationError, problem } from '../../core/index.ts';
import { usualLimits } from './limits.ts';
import { isLoopback, urlHost } from './listen-address.ts';
import type { Token } from './token-entry.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How `Host` and `Origin` may name the server. A port makes no difference. @throws ConfigurationError */
export function readAllowedNames(bound: string, allowed: readonly string[]): string[] {
  const names = allowed.map((given) => ({ given, name: hostNameOf(given) }));
  const problems = names
    .filter(({ name }) => name === undefined)
    .map(({ given }) =>
      problem({
        code: 'invalid_host_name',
        message: `--allowed-host ${JSON.stringify(given)} is no host name`,
        hint: 'Name a host without scheme and path, such as casewright.example.com.',
      }),
    );
  if (problems.length > 0) throw new ConfigurationError(problems);
  const own = [...localhostAllowedHostnames(), hostNameOf(urlHost(bound)), ...names.map(({ name }) => name)];
  return [...new Set(own.filter((name) => name !== undefined))];
}

/** As a URL would have it: in small letters, without port. */
function hostNameOf(given: string): string | undefined {
  return /^[\w.:[\]-]+$/.test(given) ? URL.parse(`http://${given}`)?.hostname : undefined;
}

/** Requests a minute, from `CASEWRIGHT_RATE_LIMIT`. @throws ConfigurationError */
export function readRateLimit(environment: Environment): number {
  const given = environment['CASEWRIGHT_RATE_LIMIT'] || String(usualLimits.requestsPerMinute);
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new ConfigurationError([
    problem({
      code: 'wrong_setting',
      message: `CASEWRIGHT_RATE_LIMIT is ${JSON.stringify(given)}`,
      hint: 'Set it to a whole number of requests a minute from 1 on, or leave it out.',
    }),
  ]);
}

/** @throws ConfigurationError where others than this machine could call without a token */
export function requireToken(host: string, tokens: readonly Token[]): void {
  if (tokens.length > 0 || isLoopback(host)) return;
  throw new ConfigurationError([
    problem({
      code: 'token_required',
      message: `--http ${urlHost(host)} can be reached from other machines, and there is no token`,
      hint: 'Run casewright mcp --new-token NAME and give its line with --token-file, or listen at 127.0.0.1.',
    }),
  ]);
}
