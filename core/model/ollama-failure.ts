import type { ModelFailure } from './model.ts';
import { modelFailure } from './model-failure.ts';

/** What was asked, for messages: the host's URL (without credentials) and the model's name at Ollama. */
export type Asked = { url: string; model: string };

/** The failure that an error of the `ollama` package or of the connection stands for. */
export const ollamaFailure = (error: unknown, asked: Asked): ModelFailure => {
  const text = error instanceof Error ? error.message : String(error);
  const status = property(error, 'status_code');
  if (typeof status === 'number')
    return ofStatus(status, text, asked) ?? ofText(text, asked) ?? ofOther(status, text, asked);
  const code = property(error, 'code') ?? property(property(error, 'cause'), 'code');
  if (typeof code === 'string') return ofConnection(code, text, asked);
  if (error instanceof SyntaxError) return notOllama(asked);
  return ofText(text, asked) ?? ofStream(text, asked);
};

const notOllama = ({ url }: Asked): ModelFailure =>
  modelFailure('server_error', {
    message: `What answers at ${url} does not speak Ollama's protocol.`,
    hint: 'Point OLLAMA_HOST at Ollama, then run `casewright doctor`.',
  });

export const modelMissing = ({ url, model }: Asked, installed: string[] = []): ModelFailure =>
  modelFailure('model_missing', {
    message: `The model "${model}" is not installed at ${url}${installed.length > 0 ? ` (installed: ${installed.join(', ')})` : ''}.`,
    hint: `Run \`ollama pull ${model}\`, or name an installed model.`,
  });

export const contextOverflow = (message: string): ModelFailure =>
  modelFailure('context_overflow', { message, hint: 'Use a model with a larger context, or split the requirement.' });

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const ofStatus = (status: number, text: string, asked: Asked): ModelFailure | undefined => {
  const { url } = asked;
  if (status < 400) return unreachable(asked, text);
  if (status === 401 || status === 403) {
    const hint = 'Put the credentials into OLLAMA_HOST, as in http://user:secret@gpu-box:11434.';
    return modelFailure('unreachable', { message: `Ollama at ${url} refuses access (${status}: ${text}).`, hint });
  }
  if (status === 404) return /model|manifest/i.test(text) ? modelMissing(asked) : notOllama(asked);
  if (status !== 429 && status !== 503) return undefined;
  return modelFailure('busy', {
    message: `Ollama at ${url} is busy (${status}: ${text}).`,
    hint: 'Wait until other work has finished, or lower --concurrency.',
    retryable: true,
  });
};

// Ollama says these with different statuses, or within a stream without one, depending on engine and version.
const ofText = (text: string, { url, model }: Asked): ModelFailure | undefined => {
  if (/grammar|samplers|invalid (json )?schema|response_format/i.test(text)) {
    return modelFailure('schema_refused', {
      message: `Ollama at ${url} refuses the answer's schema for "${model}" (${text}).`,
      hint: 'Update Ollama, or use another model.',
    });
  }
  if (/exceeds?\b.*\bcontext|context (size|length|window)|prompt (is )?too long/i.test(text)) {
    return contextOverflow(`The prompt does not fit into the context of "${model}" (${text}).`);
  }
  if (/token repeat limit/i.test(text)) {
    const hint = 'The call is repeated with another seed; if it persists, use a larger model.';
    return modelFailure('bad_answer', { message: `"${model}" repeated itself (${text}).`, hint, retryable: true });
  }
  if (!/more system memory|out of memory|cudaMalloc/i.test(text)) return undefined;
  const hint = 'Use a smaller model or quantisation.';
  return modelFailure('server_error', {
    message: `"${model}" does not fit into the memory at ${url} (${text}).`,
    hint,
  });
};

const ofOther = (status: number, text: string, { url }: Asked): ModelFailure =>
  modelFailure('server_error', {
    message: `Ollama at ${url} failed (${status}: ${text}).`,
    hint: "Look into Ollama's log; `casewright doctor` says what is reachable.",
    retryable: status >= 500,
  });

const ofConnection = (code: string, text: string, asked: Asked): ModelFailure => {
  if (code !== 'ECONNRESET' && code !== 'EPIPE') return unreachable(asked, code);
  return modelFailure('incomplete', {
    message: `Ollama at ${asked.url} closed the connection before the answer was complete (${text}).`,
    hint: "Look into Ollama's log: its engine may have crashed or run out of memory.",
    retryable: true,
  });
};

const unreachable = ({ url }: Asked, why: string): ModelFailure =>
  modelFailure('unreachable', {
    message: `Ollama cannot be reached at ${url} (${why}).`,
    hint: 'Start Ollama with `ollama serve`, or set OLLAMA_HOST to where it runs; `casewright doctor` says what is reachable.',
  });

const ofStream = (text: string, { url, model }: Asked): ModelFailure => {
  const cut = /did not receive done|no JSON object|aborted|terminated/i.test(text);
  return modelFailure(cut ? 'incomplete' : 'server_error', {
    message: `${cut ? 'The answer of' : 'Ollama failed with'} "${model}" at ${url}${cut ? ' broke off' : ''} (${text}).`,
    hint: "Look into Ollama's log: its engine may have crashed or stopped a repeating answer.",
    retryable: true,
  });
};
