import type { ModelAnswer, ModelRequest } from '../model.ts';

export type Heading = (key: string) => string;

/** What the object around an answer adds to it, in tokens. */
export const tokensAround = 8;

/** Requests with equal keys may share one call; without a key, a request goes alone. */
export const mergeKey = ({ messages, schema, temperature, seed }: ModelRequest): string | undefined => {
  const fits = messages.at(-1)?.role === 'user';
  // A reference is from the root of its schema, which would no longer be the root.
  if (!fits || JSON.stringify(schema).includes('"$ref"')) return undefined;
  const before = messages.slice(0, -1).map(({ role, content }) => [role, content]);
  return JSON.stringify([before, temperature, seed]);
};

/** The name of a request's part. Engines that sort the properties of a schema keep the order of such names. */
export const partKey = (index: number, count: number): string =>
  `r_${String(index + 1).padStart(String(count).length, '0')}`;

/** One request that asks for an object with an answer for each request. */
export const merged = (requests: [ModelRequest, ...ModelRequest[]], heading: Heading): ModelRequest => {
  const [{ messages, temperature, seed }] = requests;
  const keys = requests.map((_, index) => partKey(index, requests.length));
  const turns = requests.map((each, index) => `${heading(keys[index] ?? '')}\n\n${userTurn(each)}`);
  const drafts = requests.map(({ draft }) => (draft === undefined ? undefined : parsed(draft)));
  const ids = requests.flatMap(({ correlation_id }) => correlation_id ?? []);
  return {
    messages: [...messages.slice(0, -1), { role: 'user', content: turns.join('\n\n') }],
    schema: {
      type: 'object',
      properties: Object.fromEntries(keys.map((key, index) => [key, requests[index]?.schema])),
      required: keys,
      additionalProperties: false,
    },
    temperature,
    seed,
    max_tokens: requests.reduce((sum, each) => sum + each.max_tokens + tokensAround, 0),
    ...(drafts.includes(undefined)
      ? {}
      : { draft: JSON.stringify(Object.fromEntries(keys.map((key, index) => [key, drafts[index]]))) }),
    ...(ids.length === 0 ? {} : { correlation_id: ids.join(',') }),
  };
};

/** Each request's part of an answer, where it has one. */
export const parts = ({ text, finish }: ModelAnswer, count: number): (string | undefined)[] => {
  const value = finish === 'stop' ? parsed(text) : undefined;
  return Array.from({ length: count }, (_, index) => {
    const key = partKey(index, count);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    const part: unknown = Reflect.get(value, key);
    return typeof part === 'object' && part !== null ? JSON.stringify(part) : undefined;
  });
};

/** Shares that are in proportion to the weights and add up to the total; of whole numbers, whole. */
export const shares = (total: number, weights: number[]): number[] => {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const upTo = weights.map((_, index) => {
    const before = weights.slice(0, index + 1).reduce((all, weight) => all + weight, 0);
    const share = sum === 0 ? (total * (index + 1)) / weights.length : (total * before) / sum;
    return Number.isInteger(total) ? Math.round(share) : share;
  });
  return upTo.map((end, index) => end - (upTo[index - 1] ?? 0));
};

export const userTurn = ({ messages }: ModelRequest): string => messages.at(-1)?.content ?? '';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
