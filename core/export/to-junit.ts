import { caseLines, marksOf } from './case-lines.ts';
import type { ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { xmlText } from './xml-text.ts';

/** JUnit XML in which each case is a skipped test: somebody has to run it yet. */
export const toJunit: Exporter = ({ documents }) => {
  const shown = documents.filter(hasCases);
  const total = shown.reduce((sum, each) => sum + countOf(each), 0);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="casewright" ${counts(total)}>`,
    ...shown.flatMap(suiteLines),
    '</testsuites>',
  ];
  return [{ path: 'junit.xml', text: `${lines.join('\n')}\n` }];
};

const countOf = ({ requirements }: ExportedDocument) => requirements.reduce((sum, { cases }) => sum + cases.length, 0);

const hasCases = (document: ExportedDocument) => countOf(document) > 0;

const counts = (total: number) => `tests="${total}" failures="0" errors="0" skipped="${total}"`;

function suiteLines(document: ExportedDocument): string[] {
  return [
    `  <testsuite name="${xmlText(document.path)}" ${counts(countOf(document))}>`,
    ...document.requirements.flatMap(testLines),
    '  </testsuite>',
  ];
}

function testLines({ name, cases }: ExportedRequirement): string[] {
  return cases.flatMap((one) => {
    const { given, criterion } = one;
    const properties = [
      ['requirement', name],
      ['id', one.name],
      ...(criterion ? [['criterion', criterion.id]] : []),
      ['type', given.type],
      ['technique', given.technique],
      ['priority', given.priority],
      ['status', given.status],
      ...marksOf(one).map((mark) => [mark, 'true']),
    ];
    return [
      `    <testcase classname="${xmlText(name)}" name="${xmlText(`${one.name} ${given.title}`)}">`,
      '      <properties>',
      ...properties.map(
        ([key = '', value = '']) => `        <property name="${xmlText(key)}" value="${xmlText(value)}"/>`,
      ),
      '      </properties>',
      '      <skipped message="still to be run"/>',
      `      <system-out>${caseLines(one).map(xmlText).join('\n')}</system-out>`,
      '    </testcase>',
    ];
  });
}
