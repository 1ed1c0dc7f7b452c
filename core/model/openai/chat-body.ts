import type { ModelRequest } from '../model.ts';
import type { Learned } from './endpoint-memory.ts';
import type { Profile } from './profiles.ts';

/** Tells the model in its prompt which JSON to answer: the text is the caller's, from `prompts/`. */
export type SchemaNote = (schema: object) => string;

export type ChatBody = Record<string, unknown> & { model: string; messages: ModelRequest['messages']; stream: true };

type Target = { profile: Profile; model: string; learned: Learned; schemaNote: SchemaNote };

/** The body of `/chat/completions`: what the profile knows, less what the endpoint has refused. */
export const chatBody = (request: ModelRequest, { profile, model, learned, schemaNote }: Target): ChatBody => {
  const { thinkingOff, samplers, seed, usage, tokens } = profile;
  const optional: Record<string, unknown> = {
    temperature: Math.max(request.temperature, profile.lowestTemperature),
    ...(seed && { seed: request.seed }),
    ...samplers,
    ...(typeof thinkingOff === 'function' ? thinkingOff(model) : thinkingOff),
    ...(usage && { stream_options: { include_usage: true } }),
    [tokens]: request.max_tokens,
  };
  // Every engine knows one of the two names.
  if (learned.without.includes(tokens)) {
    optional[tokens === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'] = request.max_tokens;
  }
  for (const name of learned.without) delete optional[name];
  const format = responseFormat(request.schema, profile, learned.mode);
  return {
    model,
    messages: learned.mode === 'json_schema' ? request.messages : withNote(request, schemaNote),
    stream: true,
    ...optional,
    ...(format && { response_format: format }),
  };
};

/** The call that makes an engine load its weights. */
export const loadBody = ({ tokens }: Profile, model: string): ChatBody => ({
  model,
  messages: [{ role: 'user', content: 'OK' }],
  stream: true,
  [tokens]: 1,
});

const responseFormat = (schema: object, profile: Profile, mode: Learned['mode']): object | undefined => {
  if (mode === 'text') return undefined;
  if (mode === 'json_object') return { type: 'json_object' };
  const { strict, schemaKey } = profile;
  const named = { name: 'answer', schema: strict ? without(schema, strict.without) : schema };
  return { type: 'json_schema', [schemaKey]: strict ? { ...named, strict: true } : named };
};

// At the end: what comes first is the same for every request, and the engine reuses it.
const withNote = ({ messages, schema }: ModelRequest, note: SchemaNote): ModelRequest['messages'] => {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  if (last === -1) return [...messages, { role: 'user', content: note(schema) }];
  return messages.map((message, index) =>
    index === last ? { ...message, content: `${message.content}\n\n${note(schema)}` } : message,
  );
};

/** The bounds go; a property that is called like one holds an object and stays. */
const without = (schema: object, keywords: string[]): object =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      keywords.includes(key) && typeof value === 'number' ? undefined : value,
    ),
  );
