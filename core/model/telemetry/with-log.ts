import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import type { Log, LogFields } from './log.ts';
import { redact } from './redact.ts';

export type LogOptions = { log: Log; now?: () => number };

/** Tells the log when a call starts and how it ends. Texts are told at level debug only, and redacted. */
export const withLog = (model: Model, { log, now = Date.now }: LogOptions): Model => ({
  ...model,
  generate: async (request) => {
    const started = now();
    const known = { model: model.name, correlation_id: request.correlation_id };
    log.write('debug', 'model call started', { ...known, ...asked(request, log) });
    const outcome = await model.generate(request);
    const fields = { ...known, ms: now() - started };
    if (outcome.ok) log.write('info', 'model call ended', { ...fields, ...answered(outcome, log) });
    else
      log.write(outcome.code === 'CANCELLED' ? 'info' : 'warn', 'model call failed', { ...fields, ...failed(outcome) });
    return outcome;
  },
});

const asked = ({ messages, temperature, seed, max_tokens }: ModelRequest, log: Log): LogFields => ({
  temperature,
  seed,
  max_tokens,
  ...(log.enabled('debug')
    ? { messages: messages.map(({ role, content }) => ({ role, content: redact(content) })) }
    : {}),
});

const answered = ({ text, ...answer }: ModelAnswer, log: Log): LogFields => ({
  ...answer,
  ...(log.enabled('debug') ? { text: redact(text) } : {}),
});

const failed = ({ code, kind, message, hint, retryable, retry_after_ms }: ModelFailure): LogFields => ({
  code,
  kind,
  message: redact(message),
  hint,
  retryable,
  ...(retry_after_ms === undefined ? {} : { retry_after_ms }),
});
