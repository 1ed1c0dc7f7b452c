import { OpenAI } from 'openai';
import type { Stream } from 'openai/streaming';
import type { Fetch } from '../fetch-without-timeout.ts';
import type { ChatBody } from './chat-body.ts';
import { field } from '../untrusted.ts';

/** `base` ends without a slash; `query` (such as Azure's `?api-version=`) goes with every request below it. */
export type Server = { base: string; query: string; headers: Record<string, string>; fetch: Fetch };

/** The server answered with success, and it is not what was asked for. */
export class WrongAnswer extends Error {
  override name = 'WrongAnswer';
  /** What it said of an error, if it did. */
  readonly said: string | undefined;
  constructor(said?: string) {
    super(said ?? 'no event stream');
    this.said = said;
  }
}

const longest = 64 * 1024;
// The deadline is the caller's; the longest that a timer takes is none.
const noTimeout = 2 ** 31 - 1;
const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };

/** Starts a chat. @throws the client's errors, and `WrongAnswer`, perhaps as a cause. */
export const chatStream = async (server: Server, body: ChatBody, signal: AbortSignal): Promise<Stream<unknown>> => {
  // All that the package would read from the environment is given: it belongs to another server.
  const client = new OpenAI({
    apiKey: 'unused',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: `${server.base}${server.query}`,
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: 'off',
    logger: silent,
    fetch: eventStreamOnly(server),
  });
  return client.post<Stream<unknown>>('/chat/completions', { body, stream: true, signal });
};

// The headers are ours alone: the package adds facts about this machine, and headers named in the environment.
const eventStreamOnly =
  ({ fetch, headers }: Server): Fetch =>
  async (input, init) => {
    const sent = { 'content-type': 'application/json', accept: 'text/event-stream', ...headers };
    const response = await fetch(input, { ...init, headers: sent });
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || type.includes('text/event-stream')) return response;
    throw new WrongAnswer(type.includes('application/json') ? errorIn(await beginning(response)) : undefined);
  };

const errorIn = (text: string): string | undefined => {
  try {
    const error = field(JSON.parse(text), 'error');
    const said = typeof error === 'string' ? error : field(error, 'message');
    return typeof said === 'string' ? said : undefined;
  } catch {
    return undefined;
  }
};

const beginning = async (response: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longest) break;
  }
  return text;
};

/** Status and JSON of a path; the latter undefined where there is none. @throws the connection's errors. */
export const getJson = async (server: Asking, url: string, signal: AbortSignal): Promise<JsonAnswer> =>
  jsonAnswer(await server.fetch(url, { headers: { accept: 'application/json', ...server.headers }, signal }));

/** The same for a path that wants to be told something. */
export const postJson = async (server: Asking, { url, body }: Post, signal: AbortSignal): Promise<JsonAnswer> => {
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...server.headers };
  return jsonAnswer(await server.fetch(url, { method: 'POST', body: JSON.stringify(body), headers, signal }));
};

type Asking = Pick<Server, 'fetch' | 'headers'>;
type Post = { url: string; body: object };
type JsonAnswer = { status: number; value: unknown; headers: Headers };

const jsonAnswer = async (response: Response): Promise<JsonAnswer> => {
  const text = await response.text();
  return { status: response.status, value: jsonOf(text), headers: response.headers };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
