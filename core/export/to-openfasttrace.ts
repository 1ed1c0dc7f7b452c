import { caseLines, factsLine, headline } from './case-lines.ts';
import type { ExportedCase, ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { documentSlug, uniqueNames } from './file-name.ts';
import { untagged } from './plain-text.ts';

const itemId = /^[a-zA-Z]+~\p{L}[\p{L}\p{N}_-]*(?:\.\p{L}[\p{L}\p{N}_-]*)*~\d+$/u;

/**
 * A Markdown file for each document with a `stest` item for each case. A requirement whose id is none of
 * OpenFastTrace gets an item of its own, so that what covers it can be traced.
 */
export const toOpenfasttrace: Exporter = ({ documents }) => {
  const files = uniqueNames();
  const ids = uniqueNames();
  return documents
    .filter(({ requirements }) => requirements.some(({ cases }) => cases.length > 0))
    .map((document) => ({ path: `${files(documentSlug(document.path))}.md`, text: fileText(document, ids) }));
};

type Names = (wanted: string) => string;

function fileText({ path, requirements }: ExportedDocument, ids: Names): string {
  const blocks = [
    `# Test cases of ${markdownLine(path)}`,
    ...requirements.filter(({ cases }) => cases.length > 0).flatMap((each) => requirementBlocks(each, ids)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function requirementBlocks(each: ExportedRequirement, ids: Names): string[] {
  const { requirement, cases } = each;
  const native = itemId.test(requirement.id);
  const covered = native ? requirement.id : `req~${ids(`req.${oftName(each.name)}`).replace('req.', '')}~1`;
  const own = [
    `## ${markdownLine(each.name)} ${markdownLine(headline(each))}\n\`${covered}\``,
    `The requirement says: ${markdownLine(requirement.text)}`,
    'Needs: stest',
  ];
  return [...(native ? [] : own), ...cases.flatMap((one) => caseBlocks(one, covered, ids))];
}

function caseBlocks(one: ExportedCase, covered: string, ids: Names): string[] {
  const id = `stest~${ids(`stest.${oftName(one.name)}`).replace('stest.', '')}~1`;
  const [facts, ...lines] = [factsLine(one), ...caseLines(one)].map(markdownLine);
  return [
    `### ${markdownLine(one.name)} ${markdownLine(one.given.title)}\n\`${id}\``,
    `Test case: ${facts}`,
    lines.map((line) => `- ${line}`).join('\n'),
    `Covers:\n\n- \`${covered}\``,
  ];
}

/** An id begins with a letter; what it cannot hold becomes a hyphen, and a dot only stands before a letter. */
function oftName(text: string): string {
  const name = text
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[^\p{L}]+|-$/gu, '')
    .slice(0, 120);
  return name === '' ? 'case' : name;
}

/** Text that stands inside a line: without markup, and without ids that could be taken for an item's. */
function markdownLine(text: string): string {
  return untagged(text).replace(/[\\`*_[\]<>]/g, '\\$&');
}
