import { testCaseSchema } from '../schema/test-case.ts';
import { lazySchema } from '../text/lazy-schema.ts';
import type { TestCase } from '../types.ts';
import { failure, type Check } from './check-context.ts';

const isTestCase = lazySchema<TestCase>(testCaseSchema);

/** The shape of a case, as published. */
export const checkSchema: Check = (candidate) => {
  const validate = isTestCase();
  if (validate(candidate)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = 'is wrong' }) => {
    const place = instancePath.slice(1).replaceAll('/', '.') || 'the case';
    return failure('schema', `${place} ${message}`, `Mend ${place}: it ${message}`);
  });
};

/** Every quote stands in the file, letter by letter, where it says. */
export const checkEvidence: Check = (candidate, { document }) =>
  candidate.evidence
    .filter(({ quote, start, end }) => document.text.slice(start, end) !== quote)
    .map(({ quote }) =>
      failure('evidence', `"${quote}" does not stand in the document`, 'Quote the requirement word for word'),
    );
