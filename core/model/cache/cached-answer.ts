import type { ModelAnswer } from '../model.ts';

const optional = ['prompt_ms', 'load_ms'] as const;

/** An answer as it was stored, or undefined if what was found is none: files and servers may hold anything. */
export const cachedAnswer = (value: unknown): ModelAnswer | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const text = field(value, 'text');
  const served_by = field(value, 'served_by');
  const prompt_tokens = field(value, 'prompt_tokens');
  const answer_tokens = field(value, 'answer_tokens');
  const engine_ms = field(value, 'engine_ms');
  if (typeof text !== 'string' || typeof served_by !== 'string' || field(value, 'finish') !== 'stop') return undefined;
  if (!isCount(prompt_tokens) || !isCount(answer_tokens) || !isCount(engine_ms)) return undefined;
  const more = optional.flatMap((name) => {
    const ms = field(value, name);
    return isCount(ms) ? [[name, ms] as const] : [];
  });
  const counts = { prompt_tokens, answer_tokens, engine_ms, ...Object.fromEntries(more) };
  return { ok: true, text, finish: 'stop', served_by, ...counts };
};

const field = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
