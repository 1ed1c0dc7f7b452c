import { createHash } from 'node:crypto';
import type { Source } from '../types.ts';
import type { ExportedDocument, ExportedRequirement, Exporter } from './export-input.ts';
import { plainLine } from './plain-text.ts';
import { visibleJson } from './to-json.ts';

type Level = 'error' | 'warning' | 'note';
/** `about`: what tells this result from all others, whatever line it stands on. */
type Result = { rule: string; level: Level; message: string; source: Source; about: string };

const rules: Record<string, string> = {
  'open-question': 'The requirement does not say what should happen',
  'stale-case': 'The requirement changed after the case was written',
  uncovered: 'No test case stands for this coverage item',
};

/** SARIF 2.1.0: smells, open questions, items without a case and stale cases, each at its requirement. */
export const toSarif: Exporter = ({ suite, documents }) => {
  const results = documents.flatMap((document) => document.requirements.flatMap((each) => resultsOf(each, document)));
  const used = [...new Set(results.map(({ rule }) => rule))].toSorted();
  const indexOf = new Map(used.map((rule, index) => [rule, index]));
  const seen = new Map<string, number>();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'casewright',
            version: suite.provenance.tool_version,
            rules: used.map((id) => ({
              id,
              shortDescription: { text: rules[id] ?? `Requirement smell: ${id.replace('smell/', '')}` },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map((each) => {
          const print = fingerprint(each);
          const nth = (seen.get(print) ?? 0) + 1;
          seen.set(print, nth);
          return {
            ruleId: each.rule,
            ruleIndex: indexOf.get(each.rule) ?? -1,
            level: each.level,
            message: { text: messageText(each.message) },
            locations: [locationOf(each.source)],
            partialFingerprints: { 'casewright/v1': `${print}:${nth}` },
          };
        }),
      },
    ],
  };
  return [{ path: 'casewright.sarif', text: `${visibleJson(log)}\n` }];
};

function resultsOf(each: ExportedRequirement, { path }: ExportedDocument): Result[] {
  const { name, requirement, findings, questions, items, cases } = each;
  const criteria = new Map(requirement.criteria.map(({ id, source }) => [id, source]));
  const about = (...parts: string[]) => [path, requirement.id, ...parts].join('\n');
  return [
    ...findings.map(({ rule, severity, message, source }) => ({
      rule: `smell/${rule}`,
      level: severity === 'hint' ? ('note' as const) : severity,
      message: `${name}: ${message}`,
      source,
      about: about(message),
    })),
    ...questions.map(({ text, source }) => ({
      rule: 'open-question',
      level: 'note' as const,
      message: `${name}: ${text}`,
      source,
      about: about(text),
    })),
    ...items
      .filter(({ state }) => state === 'uncovered')
      .map(({ name: item, item: { statement, criterion_id = '' } }) => ({
        rule: 'uncovered',
        level: 'warning' as const,
        message: `${item} has no test case: ${statement}`,
        source: criteria.get(criterion_id) ?? requirement.source,
        about: about(statement),
      })),
    ...cases
      .filter(({ stale }) => stale)
      .map(({ name: id, given, criterion }) => ({
        rule: 'stale-case',
        level: 'warning' as const,
        message: `${id} was written for an earlier wording of ${name}`,
        source: (criterion ?? requirement).source,
        about: about(given.id),
      })),
  ];
}

/** A file inside an archive is shown as the archive, in which lines mean nothing. */
function locationOf({ path, line, end_line }: Source) {
  const [file = path, inside] = path.split('!/');
  const uri = file
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      ...(inside === undefined && { region: { startLine: line, endLine: Math.max(line, end_line) } }),
    },
  };
}

/** `[text](target)` would be a link, which is not for a requirement to set. */
function messageText(text: string): string {
  return plainLine(text).replaceAll('](', '] (') || 'no text';
}

function fingerprint({ rule, about }: Result): string {
  return createHash('sha256').update(`${rule}\n${about}`).digest('hex').slice(0, 32);
}
