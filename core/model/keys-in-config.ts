import type { Problem } from '../types.ts';
import { invalidConfiguration } from './invalid-configuration.ts';
import type { ModelEntry } from './model-settings.ts';

type Addresses = {
  ollama_host?: string | undefined;
  base_url?: string | undefined;
  models?: Readonly<Record<string, ModelEntry>> | undefined;
};

/** A problem for each address of the configuration that holds a key: the file is committed, and read by many. */
export const keysInConfig = ({ ollama_host, base_url, models = {} }: Addresses): Problem[] => {
  const addresses: [string, string | undefined][] = [
    ['ollama_host', ollama_host],
    ['base_url', base_url],
    ...Object.entries(models).flatMap(([name, entry]): [string, string | undefined][] => [
      [`models.${name}.host`, entry.host],
      [`models.${name}.base_url`, entry.base_url],
    ]),
  ];
  return addresses.flatMap(([where, address]) => (holdsKey(address) ? [keyInside(where)] : []));
};

const holdsKey = (address = ''): boolean => {
  const given = address.trim().replace(/^["']/, '');
  const credentials = /^(?:[a-z][a-z0-9+.-]*:[/\\]*)?[^/\\?#]*@/i.test(given);
  return credentials || /[?&][\w-]*(?:key|token|secret|password|sig)=/i.test(given);
};

const keyInside = (where: string): Problem =>
  invalidConfiguration(
    `${where} in casewright.yml holds a name, a password or a key.`,
    'Keys never stand in casewright.yml: put those of Ollama into OLLAMA_HOST, and name others by api_key_env or api_key_file.',
  );
