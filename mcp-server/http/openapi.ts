import type { Tool } from '../define-tool.ts';
import { compatiblePath } from './compatibility.ts';
import type { Host } from './exchange.ts';
import { envelopeSchema, healthSchema, problemAnswer, problemDocumentSchema, storySchema } from './openapi-parts.ts';
import { broughtBy, type OfferedRoute } from './rest.ts';
import { apiRoot, type Route } from './routes.ts';

type Schema = { properties?: Record<string, object>; required?: string[] };

const json = (schema: object): object => ({ 'application/json': { schema } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** OpenAPI 3.1, made from the schemas of the tools that are offered. */
export function openApiDocument(
  { settings, tokens }: Pick<Host, 'settings' | 'tokens'>,
  offered: OfferedRoute[],
): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { route, tool } of offered) {
    const path = `${apiRoot}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route, tool) };
  }
  const tools = new Map(offered.map(({ tool }) => [tool.name, tool]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'casewright',
      version: settings.version,
      description: 'The tools of the MCP server as resources: the same arguments, the same answers.',
    },
    servers: [{ url: '/' }],
    security: tokens.length > 0 ? [{ bearer: [] }] : [],
    paths: {
      ...paths,
      ...(tools.has('generate_test_cases') && { [compatiblePath]: compatible }),
      ...always(tokens.length > 0),
    },
    components: {
      schemas: {
        ...Object.fromEntries([...tools.values()].flatMap(schemasOf)),
        Problem: problemDocumentSchema,
        Envelope: envelopeSchema,
        Health: healthSchema,
      },
      responses: { Problem: problemAnswer(ref('Problem')) },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operationOf(route: Route, tool: Tool): object {
  const name = pascal(tool.name);
  const answer = route.shows === 'status' ? ref(`${name}Status`) : ref(`${name}Answer`);
  const later = { description: 'Seconds to wait before asking again.', schema: { type: 'integer' } };
  const place = { description: 'Where the generation is.', schema: { type: 'string', format: 'uri-reference' } };
  const example = route.example && { example: route.example };
  return {
    operationId: `${tool.name}${route.shows === 'result' ? '_result' : ''}`,
    summary: route.summary,
    description: tool.description,
    ...parametersOf(route, tool),
    ...(route.method === 'post' && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ref(`${name}Arguments`), ...example } },
      },
    }),
    responses: {
      [route.status]: {
        description: route.summary,
        content: json(answer),
        ...(route.status === 202 && { headers: { Location: place, 'Retry-After': later } }),
      },
      ...problems,
    },
  };
}

function parametersOf({ path, query = [] }: Route, { inputSchema }: Tool): object {
  const { properties = {} }: Schema = inputSchema;
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const named = query.map((name) => ({ name, in: 'query', schema: properties[name] ?? {} }));
  const parameters = [...(path.includes('{id}') ? [id] : []), ...named];
  return parameters.length > 0 ? { parameters } : {};
}

function schemasOf({ name, inputSchema, outputSchema }: Tool): [string, object][] {
  const { properties = {}, required = [] }: Schema = outputSchema;
  const status = {
    ...outputSchema,
    properties: Object.fromEntries(Object.entries(properties).filter(([each]) => !broughtBy.includes(each))),
    required: required.filter((each) => !broughtBy.includes(each)),
  };
  return [
    [`${pascal(name)}Arguments`, inputSchema],
    [`${pascal(name)}Answer`, outputSchema],
    ...(name === 'get_generation' ? [[`${pascal(name)}Status`, status] satisfies [string, object]] : []),
  ];
}

/** What every route may answer; the code of the problem says which of them it is. */
const problems = {
  '4XX': { $ref: '#/components/responses/Problem' },
  '5XX': { $ref: '#/components/responses/Problem' },
};

const enveloped = { description: 'What came of it.', content: json(ref('Envelope')) };

const compatible = {
  post: {
    operationId: 'generate_tests',
    summary: 'Write test cases for one user story, for clients of older tools',
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: storySchema,
          example: { story: 'As a customer, I want to reset my password, so that I can log in again.' },
        },
      },
    },
    responses: { 200: enveloped, '4XX': enveloped, '5XX': enveloped },
  },
};

function always(needsToken: boolean): Record<string, object> {
  return {
    '/': {
      get: {
        operationId: 'welcome',
        summary: 'Name, version and links',
        responses: { 200: enveloped, '4XX': enveloped, '5XX': enveloped },
      },
    },
    '/health': {
      get: {
        operationId: 'health',
        summary: needsToken ? 'Whether it is up; details for those with a token' : 'Whether it is up',
        security: needsToken ? [{}, { bearer: [] }] : [],
        responses: { 200: { description: 'It is up.', content: json(ref('Health')) }, ...problems },
      },
    },
    '/metrics': {
      get: {
        operationId: 'metrics',
        summary: 'Metrics for Prometheus',
        responses: {
          200: { description: 'Metrics.', content: { 'text/plain': { schema: { type: 'string' } } } },
          ...problems,
        },
      },
    },
  };
}

function pascal(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
