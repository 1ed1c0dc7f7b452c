import { knownVerbs } from '../text/known-verbs.ts';
import { dataLines, marksOf } from './case-lines.ts';
import type { ExportedCase, ExportedRequirement, Exporter } from './export-input.ts';
import { documentSlug, slug, uniqueNames } from './file-name.ts';
import { untagged } from './plain-text.ts';

/** A feature file for each requirement, which Xray imports too. `@todo` goes once the steps are implemented. */
export const toGherkin: Exporter = ({ documents }) => {
  const names = uniqueNames();
  return documents.flatMap(({ path, requirements }) =>
    requirements
      .filter(({ cases }) => cases.length > 0)
      .map((each) => ({
        path: `${names(`${documentSlug(path)}/${slug(each.requirement.id)}`)}.feature`,
        text: featureText(each, path),
      })),
  );
};

function featureText(each: ExportedRequirement, path: string): string {
  const { requirement, cases } = each;
  // Jira keys link the feature in Xray.
  const key = /^[A-Z][A-Z0-9_]+-\d+$/.test(requirement.id) ? [`@${requirement.id}`] : [];
  const free = cases.filter(({ criterion }) => criterion === undefined);
  const ruled = Map.groupBy(
    cases.filter(({ criterion }) => criterion !== undefined),
    ({ criterion }) => criterion?.id ?? '',
  );
  const lines = [
    '# language: en',
    ...key,
    `Feature: ${untagged(`${requirement.id} ${requirement.title ?? ''}`)}`,
    `  Says: ${untagged(requirement.text)}`,
    `  From: ${untagged(path)}`,
    ...free.flatMap((one) => scenarioLines(one, each, '  ')),
    ...[...ruled].flatMap(([id, group]) => [
      '',
      `  Rule: ${untagged(id)} ${untagged(group[0]?.criterion?.text ?? '')}`,
      ...group.flatMap((one) => scenarioLines(one, each, '    ')),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function scenarioLines(one: ExportedCase, { name }: ExportedRequirement, indent: string): string[] {
  const { title, type, technique, priority, preconditions, steps, expected_result } = one.given;
  const { criterion } = one;
  const tags = [
    tag('req', name),
    ...(criterion ? [tag('ac', criterion.id)] : []),
    tag('id', one.name),
    tag('type', type),
    tag('technique', technique),
    tag('priority', priority),
    '@todo',
    ...(one.signed ? [] : ['@draft']),
    ...marksOf(one).map((mark) => `@${mark}`),
  ];
  const given = preconditions.map((each, at) => `${at === 0 ? 'Given' : 'And'} ${clause(each)}`);
  const when = steps.map((each, at) => `${at === 0 ? 'When' : 'And'} ${clause(each)}`);
  return [
    '',
    tags.join(' '),
    `Scenario: ${untagged(title)}`,
    // A tag cannot hold every id, nor can it name a document.
    ...(tag('id', one.name) === `@id:${one.given.id}` ? [] : [`  Id: ${untagged(one.name)}`]),
    ...dataLines(one).map((each) => `  Data: ${untagged(each)}`),
    ...[...given, ...when, `Then ${clause(expected_result)}`].map((line) => `  ${line}`),
  ].map((line) => (line === '' ? '' : `${indent}${line}`));
}

/** A tag ends at white space and at `@`. */
function tag(kind: string, value: string): string {
  return `@${kind}:${untagged(value).replace(/[\s@#]+/g, '_')}`;
}

const small = new Set(['the', 'a', 'an', 'no', 'each', 'every', 'as', 'all', 'try', 'do']);

/** A sentence after its keyword: no full stop, and a small letter where the first word is certainly no name. */
function clause(text: string): string {
  const line = untagged(text).replace(/\.$/, '');
  const first = /^[A-Z][a-z]*(?= )/.exec(line)?.[0].toLowerCase();
  const lowers = first !== undefined && (small.has(first) || knownVerbs.has(first));
  return lowers ? line[0]?.toLowerCase() + line.slice(1) : line;
}
