import {
  type McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
  type ServerContext,
} from '@modelcontextprotocol/server';
import {
  configSchema,
  ConfigurationError,
  coverageItemSchema,
  exporters,
  problem,
  requirementSchema,
  suiteFileSchema,
  suiteSchema,
  testCaseSchema,
} from '../core/index.ts';
import { asProtocolError } from './as-protocol-error.ts';
import { collectRepository } from './collect.ts';
import type { Call, Settings } from './define-tool.ts';
import { knownRequirements, recordedDocuments } from './known-names.ts';
import { offeredTools } from './offered-tools.ts';
import { openRepository, openRoot } from './open-repository.ts';
import { reportAddress } from './report-address.ts';
import { runTool } from './run-tool.ts';
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

type Side = { settings: Settings; caller: string };

/**
 * What can be read without a tool. All of it can be had from a tool, too: many clients know tools only. What its tool is not
 * offered for is not there, and reading it counts and ends as a call of the tool does.
 */
export function registerResources(server: McpServer, { settings, caller }: Side): void {
  const offered = new Set(offeredTools(settings).map(({ name }) => name));
  const complete = (known: typeof knownRequirements) => (part: string) => known(part, settings);
  const reading =
    (tool: string, uri: URL, { mcpReq }: ServerContext) =>
    (find: (now: Settings) => Promise<object | undefined>) =>
      found({ tool, uri }, find, { settings, call: { caller, signal: mcpReq.signal } });
  if (offered.has('list_requirements'))
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
      async (uri, { id }, ctx) =>
        jsonOf(uri, await reading('list_requirements', uri, ctx)((now) => requirement(nameOf(id), now))),
    );
  if (offered.has('export_test_cases'))
    server.registerResource(
      'suite',
      new ResourceTemplate('casewright://suites/{document}', {
        list: async () => ({ resources: (await recordedDocuments('', settings)).map(suiteEntry) }),
        complete: { document: complete(recordedDocuments) },
      }),
      { title: 'Suite', description: 'The committed cases and questions of a document.', mimeType: json },
      async (uri, { document }, ctx) =>
        jsonOf(uri, await reading('export_test_cases', uri, ctx)((now) => suite(nameOf(document), now))),
    );
  server.registerResource(
    'schema',
    new ResourceTemplate('casewright://schema/{name}', {
      list: () => ({ resources: Object.keys(schemas).map(schemaEntry) }),
      complete: { name: (part) => Object.keys(schemas).filter((name) => name.startsWith(part)) },
    }),
    { title: 'Schema', description: 'JSON Schema of a shape that casewright reads or writes.', mimeType: json },
    (uri, { name }) => {
      const schema = new Map(Object.entries(schemas)).get(nameOf(name));
      if (schema === undefined) throw new ResourceNotFoundError(uri.href);
      return jsonOf(uri, schema);
    },
  );
  if (!offered.has('trace_coverage')) return;
  server.registerResource(
    'coverage',
    'casewright://coverage',
    { title: 'Coverage', description: 'What the repository covers, at every level.', mimeType: json },
    async (uri, ctx) => jsonOf(uri, await reading('trace_coverage', uri, ctx)(coverage)),
  );
  server.registerResource(
    'traceability',
    reportAddress,
    { title: 'Traceability report', description: 'Matrix of requirements and cases, for people.', mimeType: app },
    async (uri, ctx) => {
      let text = '';
      await reading(
        'trace_coverage',
        uri,
        ctx,
      )(async (now) => {
        text = exporters.html(await collectRepository([], now))[0]?.text ?? '';
        return {};
      });
      const _meta = { ui: { csp: {}, prefersBorder: true } };
      return { contents: [{ uri: uri.href, mimeType: app, text, _meta }] };
    },
  );
}

/** Runs as a call of the tool that says the same. @throws ProtocolError with the way out, ResourceNotFoundError */
async function found(
  { tool: name, uri }: { tool: string; uri: URL },
  find: (settings: Settings) => Promise<object | undefined>,
  on: { settings: Settings; call: Call },
): Promise<object> {
  let isThere = true;
  const handle = async (_: unknown, settings: Settings) => {
    const data = await find(settings);
    isThere = data !== undefined;
    return { head: [], body: [], data: data ?? {} };
  };
  const outcome = await runTool({ name, handle }, {}, on);
  if (!outcome.ok) throw asProtocolError(outcome.problems);
  if (!isThere) throw new ResourceNotFoundError(uri.href);
  return outcome.answer.data;
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

function jsonOf(uri: URL, data: object) {
  return { contents: [{ uri: uri.href, mimeType: json, text: JSON.stringify(data, undefined, 1) }] };
}

/** In all roots: an id says nothing of where it is. */
async function requirement(id: string, settings: Settings): Promise<object | undefined> {
  const projects = await Promise.all(settings.roots.map((root) => openRoot(root, settings)));
  const documents = projects.flatMap((each) => each.documents);
  const all = documents.flatMap(({ document, plan, suite: own }) =>
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
  if (all.length < 2) return all[0];
  const names = all.map(({ document }) => `casewright://requirements/${encodeURIComponent(`${document}:${id}`)}`);
  const hint = `Read one of ${names.join(', ')}.`;
  throw new ConfigurationError([problem({ code: 'ambiguous_id', message: `${id} is in several documents`, hint })]);
}

async function suite(document: string, settings: Settings): Promise<object | undefined> {
  if (!(await recordedDocuments(document, settings)).includes(document)) return undefined;
  const { documents } = await openRepository([document], settings);
  const own = documents.find((each) => each.document === document)?.suite;
  return own && { document, test_cases: own.test_cases, questions: own.questions };
}

async function coverage(settings: Settings): Promise<object> {
  const { verdict, covered } = await trace({ paths: [] }, settings);
  return { ...verdict, covered };
}
