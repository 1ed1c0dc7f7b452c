import type { Fetch } from '../fetch-without-timeout.ts';
import type { Server } from './openai-client.ts';
import type { Profile } from './profiles.ts';

export type Address = {
  baseUrl: string;
  apiKey?: string | undefined;
  headers?: Record<string, string> | undefined;
};

export type Located = {
  ok: true;
  server: Server;
  /** For messages: neither credentials nor query. */
  url: string;
  secrets: string[];
};

/** Reads a base URL; credentials in it become a header, since `fetch` refuses them. */
export const locate = (
  { baseUrl, apiKey, headers = {} }: Address,
  profile: Profile,
  fetch: Fetch,
): Located | { ok: false; host: string; why: string } => {
  const url = URL.parse(baseUrl.trim());
  if (url === null) return { ok: false, host: shown(baseUrl), why: 'it is no URL' };
  if (!/^https?:$/.test(url.protocol)) return { ok: false, host: shown(baseUrl), why: 'it is neither http nor https' };
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const own = { ...basic(url), ...keyHeader(apiKey, profile) };
  const bad = Object.values({ ...own, ...headers }).some((value) => /[^\t\x20-\x7e\x80-\xff]/.test(value));
  if (bad) return { ok: false, host: base, why: 'a header or key for it holds characters that no header may hold' };
  return {
    ok: true,
    server: { base, query: url.search, headers: { ...own, ...headers }, fetch },
    url: base,
    secrets: [
      ...Object.values({ ...own, ...headers }).flatMap((value) => [value, value.replace(/^(Bearer|Basic) /, '')]),
      decoded(url.password),
      ...url.searchParams.values(),
    ],
  };
};

const keyHeader = (apiKey: string | undefined, { key }: Profile): Record<string, string> => {
  if (apiKey === undefined || apiKey === '') return {};
  return key === 'api-key' ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` };
};

const basic = ({ username, password }: URL): Record<string, string> => {
  if (username === '' && password === '') return {};
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const shown = (given: string): string => given.replace(/[^/]*@/, '***@').replace(/\?.*$/, '');
