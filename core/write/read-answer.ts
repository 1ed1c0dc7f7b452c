import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import type { Wording } from '../types.ts';
import { cleanText } from './clean-text.ts';
import { type AnswerForm, caseKeys, compileSchema, ideasKey, isCut, wholeForm } from './compile-schema.ts';
import type { WrittenCase, WrittenIdea } from './compile-schema.ts';
import type { DraftedItem } from './prompt-for.ts';
import { salvageCases } from './salvage-cases.ts';

/**
 * What an answer is worth: the parts of its valid cases by coverage item. `errors` say why the answer is not wholly valid
 * (empty if it is).
 */
export type ReadAnswer = { parts: Map<string, WrittenParts>; ideas: WrittenIdea[]; errors: string[] };

/** What a model wrote for one case, clean, and without what the schema's limits cut. */
export type WrittenParts = {
  test_data: Record<string, string>;
  preconditions?: string[];
  steps?: string[];
  title?: string;
};

const mostErrors = 6;

/** Checks an answer against the schema of its items; of an invalid or cut one, the valid cases count. */
export const readAnswer = (text: string, items: DraftedItem[], form: AnswerForm = wholeForm): ReadAnswer => {
  const answer = parsed(text);
  const isAnswer = validatorFor().compile<Record<string, WrittenCase>>(
    compileSchema(
      items.map(({ draft }) => draft),
      form,
    ),
  );
  if (isAnswer(answer)) return { parts: allCases(answer, items), ideas: ideasOf(answer), errors: [] };
  const errors = answer === undefined ? ['the answer is no JSON, or it was cut off'] : sentences(isAnswer.errors ?? []);
  return { parts: validCases(salvageCases(text), items, form), ideas: [], errors };
};

/** Of a valid answer, whose cases need not be looked at again one by one. */
const allCases = (answer: Record<string, WrittenCase>, items: DraftedItem[]): Map<string, WrittenParts> => {
  const keys = caseKeys(items.length);
  return new Map(
    items.flatMap(({ demand, draft }, index) => {
      const written = answer[keys[index] ?? ''];
      return written === undefined ? [] : [[demand.item.id, partsFrom(written, draft)] as const];
    }),
  );
};

// A validator of its own for each answer: ajv keeps every schema that it has seen.
const validatorFor = (): Ajv => new Ajv({ allErrors: true, meta: false, validateSchema: false });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const validCases = (
  cases: Record<string, unknown>,
  items: DraftedItem[],
  form: AnswerForm,
): Map<string, WrittenParts> => {
  const keys = caseKeys(items.length);
  const [only = ''] = caseKeys(1);
  const parts = new Map<string, WrittenParts>();
  const ajv = validatorFor();
  for (const [index, { demand, draft }] of items.entries()) {
    const single = { [only]: cases[keys[index] ?? ''] };
    const isCase = ajv.compile<Record<string, WrittenCase>>(compileSchema([draft], { ...form, ideas: 0 }));
    const written = isCase(single) ? single[only] : undefined;
    if (written !== undefined) parts.set(demand.item.id, partsFrom(written, draft));
  }
  return parts;
};

const partsFrom = ({ d = {}, e = [], p = [], s = [], t = '' }: WrittenCase, draft: Wording): WrittenParts => {
  const steps = wholeTexts('s', s, draft);
  const preconditions = wholeTexts('p', p, draft);
  const [title] = wholeTexts('t', [t], draft) ?? [];
  const named = [...Object.entries(d), ...e.map(({ n, v }) => [n, v] as const)];
  return {
    test_data: Object.fromEntries(dataOf(named, draft)),
    ...(steps && { steps }),
    ...(preconditions && { preconditions }),
    ...(title !== undefined && { title }),
  };
};

// Of a valid answer only: its shape is known.
const ideasOf = (answer: Record<string, unknown>): WrittenIdea[] => {
  const written = answer[ideasKey];
  return Array.isArray(written)
    ? written.map(({ r, s, t }: WrittenIdea) => ({ r: cleanText(r), s: s.map(cleanText), t: cleanText(t) }))
    : [];
};

/** Clean texts without blank ones; undefined if none is left or the limit cut one: the others would lead nowhere. */
const wholeTexts = (part: 'p' | 's' | 't', texts: string[], draft: Wording): string[] | undefined => {
  if (texts.some((text) => isCut(part, text, draft))) return undefined;
  const clean = texts.map(cleanText).filter((text) => text !== '');
  return clean.length === 0 ? undefined : clean;
};

/** Of two values with one name the first counts; models write names with and without their braces. */
const dataOf = (entries: (readonly [string, string])[], draft: Wording): Map<string, string> => {
  const data = new Map<string, string>();
  for (const [given, value] of entries) {
    const name = cleanText(given).replace(/^\{(.*)\}$/, '$1');
    const text = cleanText(value);
    if (name !== '' && text !== '' && !data.has(name) && !isCut('d', value, draft)) data.set(name, text);
  }
  return data;
};

const sentences = (errors: ErrorObject[]): string[] =>
  errors.slice(0, mostErrors).map(({ instancePath, message = 'is invalid', params }) => {
    const extra = 'additionalProperty' in params ? ` ("${String(params['additionalProperty']).slice(0, 40)}")` : '';
    return `${instancePath === '' ? 'the answer' : instancePath} ${message}${extra}`;
  });
