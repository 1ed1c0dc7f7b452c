import { createHash } from 'node:crypto';
import type { Wording } from '../types.ts';
import { findSlots } from '../text/find-slots.ts';

/**
 * The parts of one case as a model writes them. Short names, and only what can be better than the draft: each token that is
 * sampled under a grammar costs time that the engine does not even report.
 */
export type WrittenCase = {
  /** Values for the places of the draft that need one. */
  d?: Record<string, string>;
  /** Values of the model's own, where the draft has no place for one. */
  e?: { n: string; v: string }[];
  /** Preconditions, where the draft has none. */
  p?: string[];
  /** Steps. */
  s?: string[];
  /** Title, where the draft's was cut. */
  t?: string;
};

/** What an answer is to hold: which parts of each case, and how many ideas at most. */
export type AnswerForm = { parts: readonly PartName[]; ideas: number };

export const partNames = ['d', 'e', 'p', 's', 't'] as const;
export type PartName = (typeof partNames)[number];

export const wholeForm: AnswerForm = { parts: partNames, ideas: 0 };

/** What else may go wrong, in the model's own words: result, steps, title. */
export type WrittenIdea = { r: string; s: string[]; t: string };

/** Key of the ideas in the answer: after all cases, whichever order an engine writes in. */
export const ideasKey = 'z';

/** The answer's type for the prompt: a model does not see the schema that constrains it. */
export const answerType = (ideas: boolean): string =>
  ideas ? `${caseType}\n& {z: {r: result, s: steps, t: title}[] // what else may go wrong\n}` : caseType;

const caseType = `{[key]: {
 d?: {[name]: value} // test data for the names of the draft
 e?: {n: name, v: value}[] // test data of your own, used as {name} in s
 p?: string[] // preconditions
 s: string[] // steps, one action each
 t?: string // title
}}`;

/** The key of each item in the answer, padded so that alphabetical order, which some engines impose, is item order. */
export const caseKeys = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `c${String(index + 1).padStart(String(count).length, '0')}`);

/**
 * The JSON Schema of the answer that rewords these drafts: one required property for each. Within the fixed bounds, each
 * text may be somewhat longer than its draft and no more: a small model fills what it is given, and an answer that cannot
 * be long cannot be cut off. `ideas`: how many cases the model may add by error guessing.
 */
export const compileSchema = (drafts: Wording[], { parts, ideas }: AnswerForm = wholeForm): object => {
  const keys = caseKeys(drafts.length);
  return object({
    ...Object.fromEntries(drafts.map((draft, index) => [keys[index], caseSchema(limitsFor(draft, parts))])),
    ...(ideas > 0 && { [ideasKey]: list(ideaSchema, 0, ideas) }),
  });
};

/** What the rules would answer: the drafts in the form of the answer, valid against its schema. */
export const draftAnswer = (drafts: Wording[], { parts, ideas }: AnswerForm = wholeForm): string => {
  const keys = caseKeys(drafts.length);
  const cases = drafts.map((draft, index) => {
    const { slots, precondition, steps, title, values } = limitsFor(draft, parts);
    const written: WrittenCase = {
      ...(slots.length > 0 && { d: Object.fromEntries(slots.map((name) => [name, name])) }),
      ...(values > 0 && { e: [] }),
      ...(precondition && { p: [] }),
      ...(steps[0] > 0 && {
        s: draft.steps.slice(0, steps[0]).map((step) => Array.from(step).slice(0, steps[1]).join('')),
      }),
      ...(title && { t: Array.from(draft.title).slice(0, titleLength).join('') }),
    };
    return [keys[index], written];
  });
  return JSON.stringify({ ...Object.fromEntries(cases), ...(ideas > 0 && { [ideasKey]: [] }) });
};

/** The names of the parts that a draft's case has in the answer, in the order of the answer. */
export const partsOf = (draft: Wording, { parts }: AnswerForm = wholeForm): string[] =>
  Object.keys(caseShape(limitsFor(draft, parts)));

/** The largest number of characters that an answer to these drafts may have. */
export const longestAnswer = (drafts: Wording[], { parts, ideas }: AnswerForm = wholeForm): number =>
  drafts.reduce((sum, draft) => sum + longestCase(limitsFor(draft, parts)), 2) +
  (ideas === 0 ? 0 : 8 + ideas * longestIdea);

/** Whether a text is as long as the schema lets it be: engines enforce the limit by closing it in the middle of a word. */
export const isCut = (part: PartName, value: string, draft: Wording): boolean => {
  const limits = {
    d: valueLength,
    e: valueLength,
    p: preconditionLength,
    s: room(draft.steps, widest.steps[1]),
    t: titleLength,
  };
  return Array.from(value).length >= limits[part];
};

/** Identifies the rules by which schemas are compiled, for provenance: sha256 of the widest case. */
export const schemaDigest = (): string =>
  createHash('sha256')
    .update(JSON.stringify([caseSchema(widest), ideaSchema]))
    .digest('hex');

type Limits = { slots: string[]; precondition: boolean; steps: [number, number]; title: boolean; values: number };

const widest: Limits = { slots: ['name'], precondition: true, steps: [8, 200], title: true, values: 2 };
const nameLength = 24;
// Ollama gives up when one token is repeated 30 times: a text that ends before that cannot get there.
const valueLength = 28;
const preconditionLength = 120;
const titleLength = 90;

// One more step than the draft makes room for what concrete wording needs. Each further one that a small model can fill
// costs it a second and rarely says anything.
const limitsFor = (draft: Wording, parts: readonly PartName[]): Limits => {
  const asks = (part: PartName) => parts.includes(part);
  const slots = asks('d') ? findSlots(draft).map(({ name }) => name) : [];
  return {
    slots,
    precondition: asks('p') && draft.preconditions.length === 0,
    steps: [asks('s') ? Math.min(draft.steps.length + 1, widest.steps[0]) : 0, room(draft.steps, widest.steps[1])],
    title: asks('t') && draft.title.endsWith('…'),
    values: !asks('e') || slots.length > 0 || Object.keys(draft.test_data).length > 0 ? 0 : widest.values,
  };
};

// Half as long again as the longest draft text, but never too short for a good sentence.
const room = (drafts: string[], limit: number): number =>
  Math.min(limit, Math.max(80, Math.ceil((1.5 * Math.max(0, ...drafts.map((text) => text.length))) / 20) * 20));

const longestCase = ({ slots, precondition, steps, title, values }: Limits): number =>
  '"c10":{},'.length +
  (slots.length === 0 ? 0 : 7 + slots.reduce((sum, name) => sum + name.length + valueLength + 6, 0)) +
  (precondition ? preconditionLength + 10 : 0) +
  (steps[0] === 0 ? 0 : 8 + steps[0] * (steps[1] + 3)) +
  (title ? titleLength + 8 : 0) +
  (values === 0 ? 0 : 8 + values * (nameLength + valueLength + 18));

const caseSchema = (limits: Limits): object => object(caseShape(limits));

// Properties stand in alphabetical order, so that engines that sort and engines that do not write in the same order: data
// before the steps that use them.
const caseShape = ({ slots, precondition, steps, title, values }: Limits): Record<string, object> => ({
  ...(slots.length > 0 && { d: object(Object.fromEntries(slots.map((name) => [name, text(valueLength)]))) }),
  ...(values > 0 && { e: list(object({ n: text(nameLength), v: text(valueLength) }), 0, values) }),
  ...(precondition && { p: list(text(preconditionLength), 0, 1) }),
  ...(steps[0] > 0 && { s: list(text(steps[1]), 1, steps[0]) }),
  ...(title && { t: text(titleLength) }),
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

const ideaSteps = [4, 140] as const;

const ideaSchema = object({
  r: text(140),
  s: list(text(ideaSteps[1]), 1, ideaSteps[0]),
  t: text(titleLength),
});

const longestIdea = 30 + 140 + titleLength + ideaSteps[0] * (ideaSteps[1] + 3);
