import { isIP } from 'node:net';
import { ConfigurationError, problem } from '../../core/index.ts';

export type ListenAddress = { host: string; port: number };

const pattern = /^(?:(?:\[(?<six>[^\]]+)\]|(?<name>[^:[\]\s/]+)):)?(?<port>\d{1,5})$/;

/** Reads `PORT`, `HOST:PORT` or `[IPV6]:PORT`. @throws ConfigurationError */
export function readAddress(text: string): ListenAddress {
  const { six, name, port = '' } = pattern.exec(text)?.groups ?? {};
  const isSix = six === undefined || isIP(six.split('%')[0] ?? '') === 6;
  // Without the last test 1.2.3 and 999.1.1.1 would be looked up as names.
  const isName = name === undefined || isIP(name) === 4 || (/^[\w.-]+$/.test(name) && !/^[\d.]+$/.test(name));
  if (port !== '' && Number(port) <= 65_535 && isSix && isName)
    return { host: six ?? name ?? '127.0.0.1', port: Number(port) };
  throw new ConfigurationError([
    problem({
      code: 'invalid_address',
      message: `--http ${JSON.stringify(text)} is no address to listen at`,
      hint: 'Write PORT, HOST:PORT or [IPV6]:PORT, with a port from 0 (any free one) to 65535: 8080, 127.0.0.1:8080, [::1]:8080.',
    }),
  ]);
}

/** Whether only this machine can reach it. */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host.toLowerCase() === 'localhost';
}

/** The host as URLs write it. */
export function urlHost(host: string): string {
  return isIP(host.split('%')[0] ?? '') === 6 ? `[${host}]` : host;
}
