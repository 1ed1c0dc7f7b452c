import { caseLines, factsLine, marksOf, placedCases } from './case-lines.ts';
import type { ExportedRequirement, Exporter, ExportInput } from './export-input.ts';
import { slug, uniqueNames } from './file-name.ts';
import { plainLine } from './plain-text.ts';
import { visibleYaml } from './visible-yaml.ts';

const separator = '-';

/**
 * A document of Doorstop named TST with one item for each case, linked to its requirement. Requirements that Doorstop
 * does not have are written as a document REQ beside it, so that the links lead somewhere.
 */
export const toDoorstop: Exporter = (input) => {
  const cases = placedCases(input);
  if (cases.length === 0) return [];
  const uids = uniqueNames('x');
  const foreign = input.documents
    .filter(({ format }) => format !== 'doorstop')
    .flatMap(({ requirements }) => requirements)
    .filter((each) => each.cases.length > 0);
  const uidOf = new Map(foreign.map((each) => [each, uids(`REQ${separator}${itemName(each.name)}`)]));
  const linkOf = (of: ExportedRequirement) => uidOf.get(of) ?? of.requirement.id;
  const tests = cases.map(({ of, one }, at) => {
    const uid = uids(`TST${separator}${itemName(one.name)}`);
    const header = `${one.name} ${plainLine(one.given.title)}`;
    const lines = [factsLine(one), '', ...caseLines(one).map((line) => `- ${markdownLine(line)}`)];
    const item = { header, lines, at, links: [linkOf(of)], about: caseFields(one) };
    return { path: `tests/${uid}.yml`, text: itemText(item) };
  });
  const requirements = foreign.map((each, at) => {
    const lines = [markdownLine(each.requirement.text)];
    const item = {
      header: plainLine(each.requirement.title ?? ''),
      lines,
      at,
      links: [],
      about: { casewright_id: each.name },
    };
    return { path: `requirements/${uidOf.get(each)}.yml`, text: itemText(item) };
  });
  const parent = foreign.length > 0 ? 'REQ' : commonPrefix(input);
  return [
    { path: 'tests/.doorstop.yml', text: settings('TST', parent) },
    ...tests,
    ...(requirements.length > 0 ? [{ path: 'requirements/.doorstop.yml', text: settings('REQ') }] : []),
    ...requirements,
  ];
};

/** Doorstop ends a prefix at the last separator, so what follows it has none. */
function itemName(text: string): string {
  return slug(text, 'x');
}

/** The prefix of Doorstop's own requirements: what stands before the last separator, or before the number. */
function commonPrefix({ documents }: ExportInput): string | undefined {
  const [first] = documents.flatMap(({ requirements }) => requirements.map(({ requirement }) => requirement.id));
  const id = first?.slice(0, 200) ?? '';
  return (/^([\w.-]+)[-_.]\w+$/.exec(id) ?? /^(\D+)\d+$/.exec(id))?.[1];
}

function settings(prefix: string, parent?: string): string {
  return visibleYaml({
    settings: { digits: 3, ...(parent && { parent }), prefix, sep: separator },
  });
}

function caseFields(one: Parameters<typeof marksOf>[0]): Record<string, string> {
  const { type, technique, priority, status } = one.given;
  const marks = Object.fromEntries(marksOf(one).map((mark) => [mark, 'yes']));
  return { casewright_id: one.name, type, technique, priority, status, ...marks };
}

type Item = { header: string; lines: string[]; at: number; links: string[]; about: Record<string, string> };

function itemText({ header, lines, at, links, about }: Item): string {
  return visibleYaml({
    active: true,
    ...about,
    derived: false,
    header: `${header}\n`,
    level: `1.${at + 1}`,
    links: links.map((uid) => ({ [uid]: null })),
    normative: true,
    ref: '',
    reviewed: null,
    text: `${lines.join('\n')}\n`,
  });
}

function markdownLine(text: string): string {
  return plainLine(text).replace(/[\\`*_[\]<>#]/g, '\\$&') || '-';
}
