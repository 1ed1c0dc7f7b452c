import { caseLines, factsLine, headline } from './case-lines.ts';
import type { ExportedCase, ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { documentSlug, uniqueNames } from './file-name.ts';
import { scriptComment, scriptString } from './script-text.ts';

/** A Playwright file for each document; `test.fixme` is not run and shows in every report. */
export const toPlaywright: Exporter = ({ documents }) => {
  const names = uniqueNames();
  return documents
    .filter(({ requirements }) => requirements.some(({ cases }) => cases.length > 0))
    .map((document) => ({ path: `${names(documentSlug(document.path))}.spec.ts`, text: fileText(document) }));
};

function fileText({ path, requirements }: ExportedDocument): string {
  const lines = [
    scriptComment(`Test cases of ${path}, written by casewright.`),
    '// To implement one, make test.fixme into test and write its steps.',
    "import { test } from '@playwright/test';",
    ...requirements.filter(({ cases }) => cases.length > 0).flatMap(requirementLines),
  ];
  return `${lines.join('\n')}\n`;
}

/** No `test.describe` around them: its name would be taken for that of a test that runs. */
function requirementLines(each: ExportedRequirement): string[] {
  const heading = scriptComment(`${each.name} ${headline(each)}`);
  return ['', heading, ...each.cases.flatMap((one) => ['', ...testLines(one, each)])];
}

function testLines(one: ExportedCase, { name }: ExportedRequirement): string[] {
  const tags = [name, one.name].map((id) => scriptString(`@${id.replace(/\s+/g, '_')}`));
  const { criterion } = one;
  const annotations = [['requirement', name], ...(criterion ? [['criterion', criterion.id]] : [])].map(
    ([type = '', description = '']) => `{ type: ${scriptString(type)}, description: ${scriptString(description)} }`,
  );
  return [
    scriptComment(factsLine(one)),
    'test.fixme(',
    `  ${scriptString(`${one.name} ${one.given.title}`)},`,
    '  {',
    `    tag: [${tags.join(', ')}],`,
    '    annotation: [',
    ...annotations.map((each) => `      ${each},`),
    '    ],',
    '  },',
    '  async () => {',
    ...caseLines(one).map((line) => `    ${scriptComment(line)}`),
    "    throw new Error('still to be written');",
    '  },',
    ');',
  ];
}
