import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';

export type Fetch = typeof fetch;

const longestErrorBody = 64 * 1024;
const longestLine = 1024 * 1024;

/**
 * `fetch` for a model server: waits for the first byte as long as its signal allows (the built-in one gives up after
 * 300 s, which a model that loads on a CPU exceeds), lets an abort reach the socket before that byte, follows no
 * redirect and uses no proxy. A failed status always carries the JSON body `{error}`; a line of a stream that
 * is no JSON object becomes an `{error}` line: the `ollama` package would print the first to stdout and skip the second.
 */
export const fetchWithoutTimeout: Fetch = async (input, init) => {
  const request = new Request(input, init);
  const body = request.body === null ? undefined : await request.text();
  const response = await send({
    url: new URL(request.url),
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body,
    signal: init?.signal ?? request.signal,
  });
  const status = response.statusCode ?? 502;
  if (status < 200 || status > 299) return failed(response, status);
  const headers = { 'content-type': response.headers['content-type'] ?? 'application/octet-stream' };
  if (status === 204 || status === 205) return new Response(null, { status, headers });
  const lines = !headers['content-type'].includes('application/json');
  return new Response(streamOf(lines ? jsonLines(response) : response), { status, headers });
};

type Sent = {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  signal: AbortSignal;
};

// `agent: false` opens a connection of its own: none is found half-closed, and the environment's proxy settings,
// which Node ties to its global agent, do not apply.
const send = ({ url, method, headers, body, signal }: Sent): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const sent = request(url, { method, headers, signal, agent: false }, (response) => {
      // Whoever reads sees the error; without a listener, an abort before the first read would end the process.
      response.on('error', () => undefined);
      resolve(response);
    });
    sent.on('error', reject);
    sent.end(body);
  });

const streamOf = (chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
};

const failed = async (response: IncomingMessage, status: number): Promise<Response> => {
  const error =
    status < 400
      ? `redirected to ${response.headers.location ?? 'nowhere'}; only the configured host is asked`
      : errorText(await readUpTo(response, longestErrorBody), status);
  response.destroy();
  const body = status === 304 ? null : JSON.stringify({ error });
  return new Response(body, { status: Math.max(status, 200), headers: { 'content-type': 'application/json' } });
};

const readUpTo = async (response: IncomingMessage, limit: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, limit);
};

const errorText = (body: string, status: number): string => {
  const value = parsed(body);
  if (typeof value === 'object' && value !== null && 'error' in value) {
    return typeof value.error === 'string' ? value.error : JSON.stringify(value.error);
  }
  const words = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? `HTTP ${status} without a message` : words.slice(0, 200);
};

async function* jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new Error(`the server sent a line of more than ${longestLine} characters`);
    for (const line of lines) if (line.trim() !== '') yield encoder.encode(`${objectOrError(line)}\n`);
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield encoder.encode(objectOrError(rest));
}

const objectOrError = (line: string): string => {
  const value = parsed(line);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return line;
  return JSON.stringify({ error: `the stream holds a line that is no JSON object: ${line.slice(0, 120)}` });
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
