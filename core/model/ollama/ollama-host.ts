import { isIP } from 'node:net';
import type { Problem } from '../../types.ts';
import { modelFailure } from '../failure/model-failure.ts';

/** Where Ollama listens: `url` without credentials and without a slash at the end; `headers` go with every request. */
export type OllamaHost = { ok: true; url: string; headers: Record<string, string> };
export type InvalidHost = { ok: false; host: string; why: string; problem: Problem };

/**
 * Reads a value of `OLLAMA_HOST` as the `ollama` command does: a bare name gets port 11434, a URL the port of its
 * scheme, an address to listen on becomes one to connect to. Empty means the default. An invalid port is a problem
 * here, where the command falls back to 11434 in silence.
 */
export const ollamaHost = (value = ''): OllamaHost | InvalidHost => {
  const given = value
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
  const [, scheme = '', rest = given] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(given) ?? [];
  const defaultPort = ports.get(scheme.toLowerCase());
  if (defaultPort === undefined) return invalid(given, `the scheme "${scheme}" is neither http nor https`);

  const [, authority = '', path = ''] = /^([^/?#]*)(.*)$/.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const [, name = '', port = defaultPort] =
    /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(unwrapped(authority.slice(at + 1))) ?? [];
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) return invalid(given, `"${port}" is no port`);

  const url = parsedUrl(`${scheme === '' ? 'http' : scheme.toLowerCase()}://${connectable(name)}`);
  if (url === undefined || /[?#]/.test(path)) return invalid(given, 'it is no host name, address or URL');
  if (/(^|\.)ollama\.com\.?$/.test(url.hostname))
    return invalid(given, 'it is a cloud service, and requirements stay local');
  return {
    ok: true,
    url: `${url.protocol}//${url.hostname}:${port}${path.replace(/\/+$/, '')}`,
    headers: at < 0 ? {} : authorization(authority.slice(0, at)),
  };
};

const ports = new Map([
  ['', '11434'],
  ['http', '80'],
  ['https', '443'],
]);

const unwrapped = (hostAndPort: string): string => (isIP(hostAndPort) === 6 ? `[${hostAndPort}]` : hostAndPort);

const connectable = (name: string): string => {
  if (name === '' || name === '0.0.0.0') return '127.0.0.1';
  return name === '[::]' ? '[::1]' : name;
};

const parsedUrl = (text: string): URL | undefined => {
  const url = URL.parse(text);
  return url === null || url.hostname === '' || url.pathname !== '/' ? undefined : url;
};

const authorization = (credentials: string): Record<string, string> => {
  const plain = credentials.includes(':') ? credentials : `${credentials}:`;
  const decoded = plain.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
  return { authorization: `Basic ${Buffer.from(decoded).toString('base64')}` };
};

const invalid = (given: string, why: string): InvalidHost => {
  const host = given.replace(/[^/]*@/, '***@');
  const { message, hint } = modelFailure('invalid_host', { host, why });
  return { ok: false, host, why, problem: { code: 'invalid_host', severity: 'error', message, hint } };
};
