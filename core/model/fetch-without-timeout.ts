import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';

export type Fetch = typeof fetch;

const longestErrorBody = 64 * 1024;
const longestLine = 1024 * 1024;
const tooLong = `the server sent a line of more than ${longestLine} characters`;
const newline = 10;

/**
 * `fetch` for a model server: waits for the first byte as long as its signal allows (the built-in one gives up after
 * 300 s, which a model that loads on a CPU exceeds), lets an abort reach the socket before that byte, follows no
 * redirect and uses no proxy. A failed status always carries the JSON body `{error}`; a line of a stream that
 * is no JSON object becomes an `{error}` line: the `ollama` package would print the first to stdout and skip the second.
 * Event streams pass as they are, with the same limit for a line.
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
  return new Response(streamOf(checked(response, headers['content-type'])), { status, headers });
};

const checked = (response: IncomingMessage, type: string): AsyncIterable<Uint8Array<ArrayBuffer>> => {
  if (/\bjson\b/.test(type) && !/ndjson/.test(type)) return response;
  return type.includes('text/event-stream') ? boundedLines(response) : jsonLines(response);
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
  const headers = { 'content-type': 'application/json', ...waiting(response) };
  return new Response(body, { status: Math.max(status, 200), headers });
};

const waiting = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ['retry-after', 'retry-after-ms'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

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
  const said = saidIn(parsed(body));
  if (said !== undefined) return said;
  const words = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? `HTTP ${status} without a message` : words.slice(0, 200);
};

// `{error}` of Ollama, `{error: {message, code}}` of OpenAI, `{message}` of older vLLM, `{detail}` of FastAPI.
const saidIn = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const error = ['error', 'message', 'detail']
    .map((key): unknown => Reflect.get(value, key))
    .find((said) => said != null);
  if (typeof error !== 'object' || error === null) return error === undefined ? undefined : String(error);
  const { message, code }: { message?: unknown; code?: unknown } = error;
  if (typeof message !== 'string') return JSON.stringify(error);
  return typeof code === 'string' && code !== '' ? `${message} (${code})` : message;
};

async function* boundedLines(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let length = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(newline);
    length = end === -1 ? length + chunk.length : chunk.length - end - 1;
    if (length > longestLine) throw new Error(tooLong);
    yield chunk;
  }
}

async function* jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new Error(tooLong);
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
