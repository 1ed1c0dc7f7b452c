import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import type { Wording } from '../types.ts';
import { cleanText } from './clean-text.ts';
import { caseKeys, compileSchema, isCut } from './compile-schema.ts';
import type { WrittenCase } from './compile-schema.ts';
import type { DraftedItem } from './prompt-for.ts';
import { salvageCases } from './salvage-cases.ts';

/**
 * What an answer is worth, by coverage item: `wordings` of the valid cases, `cut` those of them that hold a text which the
 * schema's limit ended. `errors` say why the answer is not wholly valid (empty if it is).
 */
export type ReadAnswer = { wordings: Map<string, Wording>; cut: Set<string>; errors: string[] };

const mostErrors = 6;

/** Checks an answer against the schema of its items; of an invalid or cut one, the valid cases count. */
export const readAnswer = (text: string, items: DraftedItem[]): ReadAnswer => {
  const answer = parsed(text);
  const isAnswer = validatorFor().compile<Record<string, WrittenCase>>(compileSchema(items.map(({ draft }) => draft)));
  if (isAnswer(answer)) return { ...validCases(answer, items), errors: [] };
  const errors = answer === undefined ? ['the answer is no JSON, or it was cut off'] : sentences(isAnswer.errors ?? []);
  return { ...validCases(salvageCases(text), items), errors };
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

const validCases = (cases: Record<string, unknown>, items: DraftedItem[]): Omit<ReadAnswer, 'errors'> => {
  const keys = caseKeys(items.length);
  const wordings = new Map<string, Wording>();
  const cut = new Set<string>();
  const ajv = validatorFor();
  for (const [index, { demand, draft }] of items.entries()) {
    const only = { case_1: cases[keys[index] ?? ''] };
    const isCase = ajv.compile<{ case_1: WrittenCase }>(compileSchema([draft]));
    if (!isCase(only)) continue;
    wordings.set(demand.item.id, wordingOf(only.case_1));
    if (isCut(only.case_1, draft)) cut.add(demand.item.id);
  }
  return { wordings, cut };
};

const wordingOf = ({ title, preconditions, steps, expected_result, test_data }: WrittenCase): Wording => ({
  title: cleanText(title),
  preconditions: preconditions.map(cleanText).filter((text) => text !== ''),
  steps: steps.map(cleanText).filter((text) => text !== ''),
  expected_result: cleanText(expected_result),
  test_data: Object.fromEntries(dataOf(test_data)),
});

/** Of two values with one name the first counts; models write names with and without their braces. */
const dataOf = (list: WrittenCase['test_data']): Map<string, string> => {
  const data = new Map<string, string>();
  for (const entry of list) {
    const name = cleanText(entry.name).replace(/^\{(.*)\}$/, '$1');
    if (name !== '' && !data.has(name)) data.set(name, cleanText(entry.value));
  }
  return data;
};

const sentences = (errors: ErrorObject[]): string[] =>
  errors.slice(0, mostErrors).map(({ instancePath, message = 'is invalid', params }) => {
    const extra = 'additionalProperty' in params ? ` ("${String(params['additionalProperty']).slice(0, 40)}")` : '';
    return `${instancePath === '' ? 'the answer' : instancePath} ${message}${extra}`;
  });
