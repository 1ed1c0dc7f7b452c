import { caseLines, factsLine, headline, marksOf } from './case-lines.ts';
import type { ExportedCase, ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { documentSlug, slug, uniqueNames } from './file-name.ts';
import { plainLine } from './plain-text.ts';
import { rstText } from './rst-text.ts';

/**
 * A reStructuredText file for each document with `.. test::` for each case. Requirements that Sphinx-Needs does not
 * have are written as `.. req::`, because a link must lead to a need.
 */
export const toSphinxNeeds: Exporter = ({ documents }) => {
  const files = uniqueNames();
  const ids = uniqueNames('_');
  return documents
    .filter(({ requirements }) => requirements.some(({ cases }) => cases.length > 0))
    .map((document) => ({ path: `${files(documentSlug(document.path))}-tests.rst`, text: fileText(document, ids) }));
};

type Names = (wanted: string) => string;

function fileText({ path, format, requirements }: ExportedDocument, ids: Names): string {
  const title = `Test cases of ${rstText(path)}`;
  const blocks = [
    // A full-width letter is wider than one column, and a line that is too short is an error.
    `${title}\n${'='.repeat(title.length * 2)}`,
    ...requirements
      .filter(({ cases }) => cases.length > 0)
      .flatMap((each) => {
        const isNeed = format === 'sphinx-needs';
        const link = isNeed ? each.requirement.id : needId(each.name, ids);
        return [...(isNeed ? [] : [requirementNeed(each, link)]), ...each.cases.map((one) => caseNeed(one, link, ids))];
      }),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function requirementNeed(each: ExportedRequirement, id: string): string {
  const body = [`\`\`${literal(each.name)}\`\` ${rstText(each.requirement.text)}`];
  return directive('req', title(headline(each)), { options: [`:id: ${id}`], body });
}

function caseNeed(one: ExportedCase, link: string, ids: Names): string {
  const { type, technique, priority, status } = one.given;
  const tags = [type, technique, `priority_${priority}`, ...marksOf(one)].join(';');
  const options = [`:id: ${needId(one.name, ids)}`, `:status: ${status}`, `:tags: ${tags}`, `:links: ${link}`];
  const body = [
    `\`\`${literal(one.name)}\`\` ${rstText(factsLine(one))}`,
    '',
    ...caseLines(one).map((line) => `- ${rstText(line)}`),
  ];
  return directive('test', title(one.given.title), { options, body });
}

function directive(name: string, heading: string, { options, body }: { options: string[]; body: string[] }): string {
  const inside = [...options, '', ...body].map((line) => (line === '' ? '' : `   ${line}`));
  return [`.. ${name}:: ${heading}`, ...inside].join('\n');
}

/** Sphinx-Needs takes capitals, digits and underscores for an id, and five of them at least. */
function needId(text: string, ids: Names): string {
  return ids(slug(text, '_').toUpperCase().padEnd(5, '_'));
}

/** A title is not markup, but functions, variants and templates are looked for in it; a colon would begin an option. */
function title(text: string): string {
  const line = plainLine(text).replace(/([[<{])(?=[[<{%#])/g, '$1 ');
  return line.replace(/^[:\s]+/, '') || 'Without a title';
}

function literal(text: string): string {
  return plainLine(text).replaceAll('`', "'") || '-';
}
