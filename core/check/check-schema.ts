import { testCaseSchema } from '../schema/test-case.ts';
import { lazySchema } from '../text/lazy-schema.ts';
import type { Evidence, ParsedDocument, Requirement, TestCase } from '../types.ts';
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
export const checkEvidence: Check = (candidate, { document, requirement }) =>
  candidate.evidence
    .filter((each) => !(document.encoded ? isSaid(requirement, each) : isWritten(document, each)))
    .map(({ quote }) =>
      failure('evidence', `"${quote}" does not stand in the document`, 'Quote the requirement word for word'),
    );

function isWritten(document: ParsedDocument, { quote, start, end }: Evidence): boolean {
  return document.text.slice(start, end) === quote;
}

/** Where the file encodes its text, a quote is a slice of the decoded statement. */
function isSaid({ text, criteria }: Requirement, { quote, start, end }: Evidence): boolean {
  return (
    quote !== '' && start < end && [text, ...criteria.map((each) => each.text)].some((each) => each.includes(quote))
  );
}
