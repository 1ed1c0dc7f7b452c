import { isIP } from 'node:net';
import type { Deployment } from './model.ts';

/** Whether a server of the team's own runs on this machine or elsewhere in its network. */
export const deploymentOf = (url: string): Deployment => {
  const host = (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '');
  const loopback = host === 'localhost' || host.endsWith('.localhost') || host === '::1';
  return loopback || (isIP(host) === 4 && host.startsWith('127.')) ? 'local' : 'network';
};
