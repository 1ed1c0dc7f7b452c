import { caseLines, headline, marksOf } from './case-lines.ts';
import type { ExportedCase, ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { documentSlug, uniqueNames } from './file-name.ts';
import { plainLine } from './plain-text.ts';
import { rstText } from './rst-text.ts';

const field = (title: string, required: boolean) =>
  `  - TITLE: ${title}\n    TYPE: String\n    REQUIRED: ${required ? 'True' : 'False'}`;

const fields = ['UID', 'STATUS', 'TITLE', 'TECHNIQUE', 'PRIORITY', 'MARKS', 'STATEMENT'] as const;

/** StrictDoc knows no test cases by itself, so the document says what one is. */
const grammar = [
  '[GRAMMAR]',
  'ELEMENTS:',
  '- TAG: TEXT',
  '  FIELDS:',
  field('UID', false),
  field('STATEMENT', true),
  '- TAG: REQUIREMENT',
  '  FIELDS:',
  ...['UID', 'TITLE', 'STATEMENT'].map((name) => field(name, name !== 'TITLE')),
  '  RELATIONS:',
  '  - TYPE: Parent',
  '- TAG: TEST_CASE',
  '  FIELDS:',
  ...fields.map((name) => field(name, name === 'UID' || name === 'TITLE' || name === 'STATEMENT')),
  '  RELATIONS:',
  '  - TYPE: Parent',
].join('\n');

/**
 * An `.sdoc` file for each document with a `[TEST_CASE]` for each case. Requirements of documents that are not
 * StrictDoc's are written too, because a relation must lead to a node.
 */
export const toStrictdoc: Exporter = ({ documents }) => {
  const files = uniqueNames();
  const uids = uniqueNames();
  return documents
    .filter(({ requirements }) => requirements.some(({ cases }) => cases.length > 0))
    .map((document) => ({ path: `${files(documentSlug(document.path))}-tests.sdoc`, text: fileText(document, uids) }));
};

type Names = (wanted: string) => string;

function fileText({ path, format, requirements }: ExportedDocument, uids: Names): string {
  const blocks = [
    `[DOCUMENT]\nTITLE: Test cases of ${line(path)}`,
    grammar,
    ...requirements
      .filter(({ cases }) => cases.length > 0)
      .flatMap((each) => {
        const isNode = format === 'strictdoc';
        const parent = isNode ? line(each.requirement.id) : uids(uid(each.name));
        const cases = each.cases.map((one) => caseNode(one, { own: uids(uid(one.name)), parent }));
        return [...(isNode ? [] : [requirementNode(each, parent)]), ...cases];
      }),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function requirementNode(each: ExportedRequirement, own: string): string {
  return [
    '[REQUIREMENT]',
    `UID: ${own}`,
    `TITLE: ${line(headline(each))}`,
    ...statement([nodeText(each.requirement.text) || empty]),
  ].join('\n');
}

function caseNode(one: ExportedCase, { own, parent }: { own: string; parent: string }): string {
  const { title, technique, priority, status } = one.given;
  const marks = marksOf(one);
  return [
    '[TEST_CASE]',
    `UID: ${own}`,
    `STATUS: ${status}`,
    `TITLE: ${line(title)}`,
    `TECHNIQUE: ${technique}`,
    `PRIORITY: ${priority}`,
    ...(marks.length > 0 ? [`MARKS: ${marks.join(', ')}`] : []),
    ...statement(caseLines(one).map((each) => `- ${nodeText(each)}`)),
    'RELATIONS:',
    '- TYPE: Parent',
    `  VALUE: ${parent}`,
  ].join('\n');
}

/** No line of the text is `<<<` alone: each begins with words of ours, or is escaped. */
function statement(lines: string[]): string[] {
  return ['STATEMENT: >>>', ...lines, '<<<'];
}

function nodeText(text: string): string {
  return rstText(unlinked(text));
}

/** StrictDoc looks for its links and anchors in every text and title, escaped or not. */
function unlinked(text: string): string {
  return plainLine(text).replace(/\[(?=\s*(?:LINK|ANCHOR)\b)/g, '(');
}

/** What StrictDoc takes for an id: it begins with a letter, a digit or an underscore. */
function uid(text: string): string {
  const plain = plainLine(text)
    .replace(/[^\p{L}\p{N}_()\-/.: ]+/gu, '_')
    .slice(0, 200)
    .trim();
  return /^[\p{L}\p{N}_]/u.test(plain) ? plain : `x${plain}`;
}

/** StrictDoc has no fields without a value. */
const empty = '-';

/** A value on one line; `>>>` would open a text of several lines. */
function line(text: string): string {
  return unlinked(text).replace(/^>{3}/, '> >>') || empty;
}
