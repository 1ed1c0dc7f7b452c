import { createHash } from 'node:crypto';
import type { Wording } from '../types.ts';

/** One case as a model writes it: flat, and with test data as a list, since engines cannot bound free keys. */
export type WrittenCase = {
  expected_result: string;
  preconditions: string[];
  steps: string[];
  test_data: { name: string; value: string }[];
  title: string;
};

/** The answer's type for the prompt: a model does not see the schema that constrains it. */
export const answerType = `type Answer = { [case_key: string]: {
  expected_result: string; // what is observed
  preconditions: string[];
  steps: string[]; // one action each
  test_data: { name: string; value: string }[]; // values that steps use as {name}
  title: string;
} }`;

/** The key of each item in the answer, padded so that alphabetical order, which some engines impose, is item order. */
export const caseKeys = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `case_${String(index + 1).padStart(String(count).length, '0')}`);

/**
 * The JSON Schema of the answer that rewords these drafts: one required property for each. Within the fixed bounds, each case
 * may be somewhat longer than its draft and no more: a small model fills what it is given, and an answer that cannot be
 * long cannot be cut off.
 */
export const compileSchema = (drafts: Wording[]): object => {
  const keys = caseKeys(drafts.length);
  return object(Object.fromEntries(drafts.map((draft, index) => [keys[index], caseSchema(limitsFor(draft))])));
};

/** The largest number of characters that an answer to these drafts may have. */
export const longestAnswer = (drafts: Wording[]): number =>
  drafts.reduce((sum, draft) => sum + longestCase(limitsFor(draft)), 2);

/**
 * Whether a valid case holds a text as long as the schema lets it be: engines enforce the limit by closing the string in
 * the middle of a word.
 */
export const isCut = (
  { title, expected_result, preconditions, steps, test_data }: WrittenCase,
  draft: Wording,
): boolean => {
  const limits = limitsFor(draft);
  const full = (limit: number) => (value: string) => Array.from(value).length >= limit;
  return (
    full(limits.title)(title) ||
    full(limits.expected_result)(expected_result) ||
    preconditions.some(full(limits.preconditions[1])) ||
    steps.some(full(limits.steps[1])) ||
    test_data.some(({ name, value }) => full(nameLength)(name) || full(valueLength)(value))
  );
};

/** Identifies the rules by which schemas are compiled, for provenance: sha256 of the widest case. */
export const schemaDigest = (): string =>
  createHash('sha256')
    .update(JSON.stringify(caseSchema(widest)))
    .digest('hex');

type Limits = {
  expected_result: number;
  preconditions: [number, number];
  steps: [number, number];
  test_data: number;
  title: number;
};

const widest: Limits = { expected_result: 240, preconditions: [4, 160], steps: [8, 200], test_data: 4, title: 90 };
const nameLength = 40;
const valueLength = 80;

// One more step and one more value than the draft make room for what concrete wording needs. Each further one that a
// small model can fill costs it a second and rarely says anything.
const limitsFor = ({ expected_result, preconditions, steps, test_data }: Wording): Limits => ({
  expected_result: room([expected_result], widest.expected_result),
  preconditions: [
    Math.min(Math.max(preconditions.length, 1), widest.preconditions[0]),
    room(preconditions, widest.preconditions[1]),
  ],
  steps: [Math.min(steps.length + 1, widest.steps[0]), room(steps, widest.steps[1])],
  test_data: Math.min(Object.keys(test_data).length + 1, widest.test_data),
  title: widest.title,
});

// Half as long again as the longest draft text, but never too short for a good sentence.
const room = (drafts: string[], limit: number): number =>
  Math.min(limit, Math.max(120, Math.ceil((1.5 * Math.max(0, ...drafts.map((text) => text.length))) / 20) * 20));

const longestCase = (limits: Limits): number =>
  JSON.stringify({ case_10: { expected_result: '', preconditions: [], steps: [], test_data: [], title: '' } }).length +
  limits.expected_result +
  limits.title +
  limits.preconditions[0] * (limits.preconditions[1] + 3) +
  limits.steps[0] * (limits.steps[1] + 3) +
  limits.test_data * (nameLength + valueLength + JSON.stringify({ name: '', value: '' }).length + 1);

// Properties stand in alphabetical order, so that engines that sort and engines that do not write in the same order.
const caseSchema = (limits: Limits): object =>
  object({
    expected_result: text(limits.expected_result),
    preconditions: list(text(limits.preconditions[1]), 0, limits.preconditions[0]),
    steps: list(text(limits.steps[1]), 1, limits.steps[0]),
    test_data: list(object({ name: text(nameLength), value: text(valueLength) }), 0, limits.test_data),
    title: text(limits.title),
  });

const object = (properties: Record<string, object>): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const list = (items: object, minItems: number, maxItems: number): object => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});

const text = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });
