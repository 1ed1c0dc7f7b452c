import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import {
  configSchema,
  ConfigurationError,
  coverageItemSchema,
  exporters,
  renderProblem,
  requirementSchema,
  suiteFileSchema,
  suiteSchema,
  testCaseSchema,
} from '../core/index.ts';
import { cleanData, cleanText } from './clean.ts';
import { collectRepository } from './collect.ts';
import type { Settings } from './define-tool.ts';
import { knownRequirements, recordedDocuments } from './known-names.ts';
import { openRepository } from './open-repository.ts';
import { reportAddress } from './report-address.ts';
import { trace } from './trace.ts';

const schemas: Record<string, object> = {
  config: configSchema,
  'coverage-item': coverageItemSchema,
  requirement: requirementSchema,
  suite: suiteSchema,
  'suite-file': suiteFileSchema,
  'test-case': testCaseSchema,
};

const json = 'application/json';
const app = 'text/html;profile=mcp-app';

/** What can be read without a tool. All of it can be had from a tool, too: many clients know tools only. */
export function registerResources(server: McpServer, settings: Settings): void {
  const complete = (known: typeof knownRequirements) => (part: string) => known(part, settings);
  server.registerResource(
    'requirement',
    new ResourceTemplate('casewright://requirements/{id}', {
      list: undefined,
      complete: { id: complete(knownRequirements) },
    }),
    {
      title: 'Requirement',
      description: 'A requirement with its coverage items, questions and cases.',
      mimeType: json,
    },
    (uri, { id }) => jsonOf(uri, () => requirement(nameOf(id), settings)),
  );
  server.registerResource(
    'suite',
    new ResourceTemplate('casewright://suites/{document}', {
      list: async () => ({ resources: (await recordedDocuments('', settings)).map(suiteEntry) }),
      complete: { document: complete(recordedDocuments) },
    }),
    { title: 'Suite', description: 'The committed cases and questions of a document.', mimeType: json },
    (uri, { document }) => jsonOf(uri, () => suite(nameOf(document), settings)),
  );
  server.registerResource(
    'coverage',
    'casewright://coverage',
    { title: 'Coverage', description: 'What the repository covers, at every level.', mimeType: json },
    (uri) => jsonOf(uri, () => coverage(settings)),
  );
  server.registerResource(
    'schema',
    new ResourceTemplate('casewright://schema/{name}', {
      list: () => ({ resources: Object.keys(schemas).map(schemaEntry) }),
      complete: { name: (part) => Object.keys(schemas).filter((name) => name.startsWith(part)) },
    }),
    { title: 'Schema', description: 'JSON Schema of a shape that casewright reads or writes.', mimeType: json },
    (uri, { name }) => jsonOf(uri, async () => new Map(Object.entries(schemas)).get(nameOf(name))),
  );
  server.registerResource(
    'traceability',
    reportAddress,
    { title: 'Traceability report', description: 'Matrix of requirements and cases, for people.', mimeType: app },
    async (uri) => {
      const [page] = await answered(async () => exporters.html(await collectRepository([], settings)));
      const _meta = { ui: { csp: {}, prefersBorder: true } };
      return { contents: [{ uri: uri.href, mimeType: app, text: page?.text ?? '', _meta }] };
    },
  );
}

const suiteEntry = (document: string) => ({
  uri: `casewright://suites/${encodeURIComponent(document)}`,
  name: document,
  mimeType: json,
});

const schemaEntry = (name: string) => ({ uri: `casewright://schema/${name}`, name, mimeType: json });

function nameOf(value: string | string[] | undefined): string {
  const given = Array.isArray(value) ? value.join(',') : (value ?? '');
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}

async function jsonOf(uri: URL, read: () => Promise<object | undefined>) {
  const found = await answered(read);
  if (found === undefined) throw new ResourceNotFoundError(uri.href);
  return { contents: [{ uri: uri.href, mimeType: json, text: JSON.stringify(cleanData(found), undefined, 1) }] };
}

/** Problems become the message of the protocol's error. */
async function answered<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new Error(error.problems.map((each) => cleanText(renderProblem(each))).join('\n'), { cause: error });
  }
}

async function requirement(id: string, settings: Settings): Promise<object | undefined> {
  const { documents } = await openRepository([], settings);
  const found = documents.flatMap(({ document, plan, suite: own }) =>
    plan.requirements
      .filter((each) => each.id === id || `${document}:${each.id}` === id)
      .map((each) => ({
        document,
        requirement: each,
        coverage_items: plan.coverage_items.filter(({ requirement_id }) => requirement_id === each.id),
        questions: plan.questions.filter(({ requirement_id }) => requirement_id === each.id),
        findings: plan.findings.filter(({ requirement_id }) => requirement_id === each.id),
        test_cases: own?.test_cases.filter(({ requirement_id }) => requirement_id === each.id) ?? [],
      })),
  );
  if (found.length < 2) return found[0];
  const names = found.map(({ document }) => `casewright://requirements/${encodeURIComponent(`${document}:${id}`)}`);
  throw new Error(`${id} is in several documents. Read one of ${names.join(', ')}.`);
}

async function suite(document: string, settings: Settings): Promise<object | undefined> {
  if (!(await recordedDocuments('', settings)).includes(document)) return undefined;
  const { documents } = await openRepository([document], settings);
  const found = documents.find((each) => each.document === document)?.suite;
  return found && { document, test_cases: found.test_cases, questions: found.questions };
}

async function coverage(settings: Settings): Promise<object> {
  const { verdict, covered } = await trace({ paths: [] }, settings);
  return { ...verdict, covered };
}
