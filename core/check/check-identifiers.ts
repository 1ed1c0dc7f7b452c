import { failure, groundOf, type Check } from './check-context.ts';

const quoted = /"([^"\n]{1,80})"|“([^”\n]{1,80})”|`([^`\n]{1,80})`|(?<=^|\s)'([^'\n]{1,80})'(?=[\s.,;:]|$)/gu;
const named =
  /https?:\/\/\S+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:csv|json|xml|pdf|png|jpe?g|txt|html?|docx?|xlsx?|zip|ya?ml)\b|\b(?:\p{Lu}{2,}\d*|\p{L}+_\p{L}[\p{L}\d_]*|\p{Ll}+\p{Lu}\p{L}+|\p{Lu}+-\d+)\b/gu;
const placeholder = /\{([^{}\s]{1,60})\}/g;
const ordinary = new Set(['OK', 'AND', 'OR', 'NOT', 'ID', 'UI', 'PC', 'TRUE', 'FALSE', 'YES', 'NO']);

/** Names that the text treats as given: quoted literals, addresses, file names, abbreviations. */
function identifiersIn(text: string): string[] {
  const plain = text.replaceAll(placeholder, ' ');
  const literals = [...plain.matchAll(quoted)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  const names = (plain.match(named) ?? []).filter((name) => !ordinary.has(name));
  return [...new Set([...literals, ...names])].filter((name) => name.trim() !== '');
}

/** Placeholders of the case; braces that the requirement writes itself are its own words. */
const placeholdersIn = (text: string, ground: string): string[] =>
  [...text.matchAll(placeholder)]
    .filter((match) => !ground.includes(match[0].toLowerCase()))
    .map((match) => match[1] ?? '');

/** No invented name; placeholders name an entry of `test_data` and stay out of the expected result. */
export const checkIdentifiers: Check = (candidate, context) => {
  const ground = groundOf(context).toLowerCase();
  const data = Object.values(candidate.test_data).join('\n').toLowerCase();
  const isKnown = (name: string, extra: string): boolean =>
    ground.includes(name.toLowerCase()) || extra.includes(name.toLowerCase());
  const doing = [...candidate.preconditions, ...candidate.steps].join('\n');
  const result = [candidate.title, candidate.expected_result].join('\n');
  const invented = [
    ...identifiersIn(doing).filter((name) => !isKnown(name, data)),
    ...identifiersIn(result).filter((name) => !isKnown(name, '')),
  ];
  return [
    ...[...new Set(invented)].map((name) =>
      failure(
        'identifiers',
        `"${name}" is not in the requirement`,
        `Put "${name}" into test_data and use it in a step only, or leave it out`,
      ),
    ),
    ...placeholdersIn(doing, ground)
      .filter((name) => !Object.hasOwn(candidate.test_data, name))
      .map((name) => failure('identifiers', `{${name}} has no value in test_data`, `Add "${name}" to test_data`)),
    ...placeholdersIn(result, ground).map((name) =>
      failure(
        'identifiers',
        `{${name}} stands in the title or the expected result`,
        'Say the result in the words of the requirement',
      ),
    ),
  ];
};
