import { testCaseSchema } from '../core/index.ts';
import { lean, string } from './lean-schema.ts';

const { title, steps, expected_result, preconditions, test_data, requirement_id, coverage_items } = lean(
  testCaseSchema.properties,
);
const demanded = { title, steps, expected_result };
const optional = { id: string, requirement_id, coverage_items, preconditions, test_data };
const properties = { ...demanded, ...optional };
const list = { type: 'array', minItems: 1, maxItems: 200 };

const advertised = { ...properties, test_data: { type: 'object' } };

/** Cases of somebody else, as they are advertised. */
export const casesProperty = {
  type: 'array',
  items: { type: 'object', properties: advertised, required: Object.keys(demanded) },
};

/** The same, where another tool has said it. */
export const casesAsForCheck = { type: 'array', items: { type: 'object' }, description: 'As for check_test_cases.' };

const evidence = { type: 'array', items: { type: ['string', 'object'] } };

/** As they are read: a case without steps gets a verdict that says so; only what is no case at all is a wrong argument. */
export const looseCases = { ...list, items: { type: 'object', properties: { ...properties, evidence } } };
