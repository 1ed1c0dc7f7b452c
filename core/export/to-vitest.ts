import { caseLines, factsLine, headline } from './case-lines.ts';
import type { ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { documentSlug, uniqueNames } from './file-name.ts';
import { scriptComment, scriptString } from './script-text.ts';

/** A test file for each document, each case a test that is still to be written. Jest reads it without the import. */
export const toVitest: Exporter = ({ documents }) => {
  const names = uniqueNames();
  return documents
    .filter(({ requirements }) => requirements.some(({ cases }) => cases.length > 0))
    .map((document) => ({ path: `${names(documentSlug(document.path))}.test.ts`, text: fileText(document) }));
};

function fileText({ path, requirements }: ExportedDocument): string {
  const lines = [
    scriptComment(`Test cases of ${path}, written by casewright.`),
    '// To implement one, make it.todo(name) into it(name, () => { … }).',
    "import { describe, it } from 'vitest';",
    ...requirements.filter(({ cases }) => cases.length > 0).flatMap(describeLines),
  ];
  return `${lines.join('\n')}\n`;
}

function describeLines(each: ExportedRequirement): string[] {
  const tests = each.cases.map((one) => [
    ...[factsLine(one), ...caseLines(one)].map((line) => `  ${scriptComment(line)}`),
    `  it.todo(${scriptString(`${one.name} ${one.given.title}`)});`,
  ]);
  return [
    '',
    `describe(${scriptString(`${each.name} ${headline(each)}`)}, () => {`,
    ...tests.flatMap((test, at) => (at === 0 ? test : ['', ...test])),
    '});',
  ];
}
