import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import { WrongAnswer } from './openai-client.ts';
import { retryAfter } from './retry-after.ts';
import { field } from '../untrusted.ts';

/** What was asked, for messages: `url` without credentials; `hide` takes keys out of what the server says. */
export type Asked = { engine: string; url: string; model: string; hide: (text: string) => string; now: () => number };

/** One refusal as the server said it. */
export type Refusal = { status?: number; detail: string; headers?: Headers | undefined };

/** The failure that an error of the `openai` package or of the connection stands for. */
export const openAiFailure = (error: unknown, asked: Asked): ModelFailure => {
  const cause = rootOf(error);
  if (cause instanceof WrongAnswer) {
    return cause.said === undefined ? wrongProtocol(asked) : refusalFailure({ detail: cause.said }, asked);
  }
  const detail = asked.hide(saidBy(error));
  const status = field(error, 'status');
  const headers = field(error, 'headers');
  if (typeof status === 'number') {
    return refusalFailure({ status, detail, headers: headers instanceof Headers ? headers : undefined }, asked);
  }
  const code = field(cause, 'code');
  if (typeof code === 'string' && /^(E[A-Z]|UND_ERR|CERT_|ERR_|DEPTH_|SELF_|UNABLE_)/.test(code)) {
    return ofConnection(code, detail, asked);
  }
  return cause instanceof SyntaxError || /terminated|aborted|premature|line of more than/i.test(detail)
    ? modelFailure('unfinished', { model: asked.model, why: detail })
    : (ofText({ detail }, asked) ?? serverFailed({ detail }, asked));
};

/** By status where it is telling, else by what is said: engines say the same with different statuses. */
export const refusalFailure = ({ status, detail: said, headers }: Refusal, asked: Asked): ModelFailure => {
  const { engine, url } = asked;
  const detail = asked.hide(status === undefined ? said : `${status}: ${said}`);
  if (status !== undefined && status >= 300 && status < 400) return modelFailure('redirected', { engine, url, detail });
  if (status === 401 || status === 403) return modelFailure('access_denied', { engine, url, detail });
  if (status === 404) return /model|deployment/i.test(said) ? notServed(asked) : wrongProtocol(asked);
  const wait = retryAfter(headers, asked.now());
  if (status === 429) {
    const paid = /quota|billing|balance|arrear/i.test(said) ? { retryable: false } : {};
    return modelFailure('rate_limited', { engine, url, detail }, { ...paid, ...wait });
  }
  if (status === 503) return modelFailure('busy', { engine, url, detail }, wait);
  const told = ofText({ detail }, asked);
  if (told !== undefined) return told;
  if (status !== undefined && status < 500) return modelFailure('request_refused', { engine, url, detail });
  return { ...serverFailed({ detail }, asked), ...wait };
};

export const notServed = ({ url, model }: Asked, served: string[] = []): ModelFailure =>
  modelFailure('model_not_served', { url, model, served: served.join(', ') || '?' });

const wrongProtocol = ({ url, engine }: Asked): ModelFailure => modelFailure('wrong_protocol', { engine, url });

const serverFailed = ({ detail }: Refusal, { engine, url }: Asked): ModelFailure =>
  modelFailure('server_failed', { engine, url, detail });

const tooLong =
  /context[ _](size|length|window)|maximum context|exceeds?\b.*\bcontext|prompt (is |tokens )?too long|exceeds max length|must be <=|range of input length|reduce the length/i;
const noMemory = /out of memory|more system memory|insufficient (system )?(memory|resources)|cudaMalloc/i;
const noSchema = /response_format|json_schema|json_object|json schema|grammar|samplers|guided|structured[ _]outputs?/i;
const noModel =
  /\bmodel\b.{0,80}\b(not found|does not exist|not exist|not loaded)|invalid model (identifier|name)|模型不存在/i;

const ofText = ({ detail }: Refusal, asked: Asked): ModelFailure | undefined => {
  const { engine, url, model } = asked;
  if (tooLong.test(detail)) return modelFailure('prompt_refused', { model, detail });
  if (noMemory.test(detail)) return modelFailure('out_of_memory', { url, model, detail });
  if (noSchema.test(detail)) return modelFailure('schema_unsupported', { engine, url, model, detail });
  if (noModel.test(detail)) return notServed(asked);
  if (/token repeat limit/i.test(detail)) return modelFailure('loop', { model });
  return /content[ _](filter|management)|DataInspectionFailed/i.test(detail)
    ? modelFailure('filtered', { engine, model })
    : undefined;
};

const ofConnection = (code: string, detail: string, { engine, url }: Asked): ModelFailure =>
  code === 'ECONNRESET' || code === 'EPIPE'
    ? modelFailure('connection_closed', { engine, url, detail })
    : modelFailure('unreachable', { engine, url, detail: code });

// The package wraps what `fetch` throws.
const rootOf = (error: unknown): unknown => {
  const cause = field(error, 'cause');
  return cause === undefined ? error : rootOf(cause);
};

const saidBy = (error: unknown): string => {
  const said = field(error, 'error');
  const text = typeof said === 'string' ? said : field(said, 'message');
  if (typeof text === 'string') return text;
  const root = rootOf(error);
  return root instanceof Error ? root.message : String(root);
};
