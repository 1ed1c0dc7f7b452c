import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import { secretHider } from '../hide-secrets.ts';
import type { OllamaHost } from './ollama-host.ts';

/** What was asked, for messages: the host's URL (without credentials) and the model's name at Ollama. */
export type Asked = { url: string; model: string };

const engine = 'Ollama';

/** Takes out of what a server says the credentials that were sent to it: many repeat what they refuse. */
export const hiderFor = ({ headers }: Pick<OllamaHost, 'headers'>): ((text: string) => string) => {
  const sent = (headers['authorization'] ?? '').replace(/^Basic /, '');
  const plain = Buffer.from(sent, 'base64').toString();
  const colon = plain.indexOf(':');
  const password = plain.slice(colon + 1);
  // A token stands in the place of the name.
  return secretHider([sent, plain, password === '' ? plain.slice(0, Math.max(colon, 0)) : password]);
};

/** The failure that an error of the `ollama` package or of the connection stands for; `hide` as made for its host. */
export const ollamaFailure = (error: unknown, asked: Asked, hide: (text: string) => string): ModelFailure => {
  const text = hide(error instanceof Error ? error.message : String(error));
  const status = property(error, 'status_code');
  if (typeof status === 'number')
    return ofStatus(status, text, asked) ?? ofText(text, asked) ?? ofOther(status, text, asked);
  const code = property(error, 'code') ?? property(property(error, 'cause'), 'code');
  if (typeof code === 'string') return ofConnection(code, text, asked);
  if (error instanceof SyntaxError) return modelFailure('wrong_protocol', { engine, url: asked.url });
  return ofText(text, asked) ?? ofStream(text, asked);
};

export const modelMissing = ({ url, model }: Asked, installed: string[] = []): ModelFailure =>
  modelFailure('model_missing', { url, model, installed: installed.join(', ') || '?' });

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const ofStatus = (status: number, text: string, asked: Asked): ModelFailure | undefined => {
  const { url } = asked;
  if (status < 400) return modelFailure('redirected', { engine, url, detail: text });
  const detail = `${status}: ${text}`;
  if (status === 401 || status === 403) return modelFailure('access_denied', { engine, url, detail });
  if (status === 404) {
    return /model|manifest/i.test(text) ? modelMissing(asked) : modelFailure('wrong_protocol', { engine, url });
  }
  if (status === 429) return modelFailure('rate_limited', { engine, url, detail });
  return status === 503 ? modelFailure('busy', { engine, url, detail }) : undefined;
};

// Ollama says these with different statuses, or within a stream without one, depending on engine and version.
const ofText = (detail: string, { url, model }: Asked): ModelFailure | undefined => {
  if (/grammar|samplers|invalid (json )?schema|response_format/i.test(detail)) {
    return modelFailure('schema_unsupported', { engine, url, model, detail });
  }
  if (/exceeds?\b.*\bcontext|context (size|length|window)|prompt (is )?too long/i.test(detail)) {
    return modelFailure('prompt_refused', { model, detail });
  }
  if (/token repeat limit/i.test(detail)) return modelFailure('loop', { model });
  if (!/more system memory|out of memory|cudaMalloc/i.test(detail)) return undefined;
  return modelFailure('out_of_memory', { url, model, detail });
};

const ofOther = (status: number, text: string, { url }: Asked): ModelFailure =>
  modelFailure(status >= 500 ? 'server_failed' : 'request_refused', { engine, url, detail: `${status}: ${text}` });

const ofConnection = (code: string, detail: string, { url }: Asked): ModelFailure =>
  code === 'ECONNRESET' || code === 'EPIPE'
    ? modelFailure('connection_closed', { engine, url, detail })
    : modelFailure('ollama_unreachable', { url, detail: code });

const ofStream = (detail: string, { url, model }: Asked): ModelFailure =>
  /did not receive done|no JSON object|line of more than|aborted|terminated/i.test(detail)
    ? modelFailure('unfinished', { model, why: detail })
    : modelFailure('server_failed', { engine, url, detail });
