import { caseLines, factsLine, headline } from './case-lines.ts';
import type { ExportedCase, ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { documentSlug, slug, uniqueNames } from './file-name.ts';
import { untagged } from './plain-text.ts';

const longestName = 100;

/** A pytest file for each document, each case a skipped function that fails once nobody skips it any more. */
export const toPytest: Exporter = ({ documents }) => {
  const names = uniqueNames('_');
  return documents
    .filter(({ requirements }) => requirements.some(({ cases }) => cases.length > 0))
    .map((document) => {
      const name = names(documentSlug(document.path).toLowerCase().replaceAll('-', '_'));
      return { path: `test_${name}.py`, text: fileText(document) };
    });
};

function fileText({ path, requirements }: ExportedDocument): string {
  const names = uniqueNames('_');
  const lines = [
    docstring([`Test cases of ${path}, written by casewright.`], ''),
    '',
    '# To implement one, take away its skip mark and write its steps.',
    '# Make the mark known in pytest.ini: markers = req(id): the requirement that a test is for',
    '',
    'import pytest',
    ...requirements
      .filter(({ cases }) => cases.length > 0)
      .flatMap((each) => [
        '',
        '',
        `# ${untagged(each.name)} ${untagged(headline(each))}`,
        ...each.cases.flatMap((one, at) => [...(at === 0 ? [] : ['']), ...testLines(one, each, names)]),
      ]),
  ];
  return `${lines.join('\n')}\n`;
}

function testLines(one: ExportedCase, { name }: ExportedRequirement, names: (wanted: string) => string): string[] {
  const own = [one.given.id, one.given.title].map((text) => slug(text, '_').toLowerCase()).join('_');
  return [
    '',
    `@pytest.mark.req(${pythonString(name)})`,
    '@pytest.mark.skip(reason="still to be written")',
    `def test_${names(own.slice(0, longestName).replace(/_+$/, ''))}():`,
    docstring([`${one.name} ${one.given.title}`, '', factsLine(one), '', ...caseLines(one)], '    '),
    '    pytest.fail("still to be written")',
  ];
}

function docstring(lines: string[], indent: string): string {
  const [first = '', ...rest] = lines.map((line) =>
    untagged(line).replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"'),
  );
  if (rest.length === 0) return `${indent}"""${first}"""`;
  return [`"""${first}`, ...rest, '"""'].map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n');
}

function pythonString(text: string): string {
  return `"${untagged(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
