import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { bearer, startHttpApp, token } from '../../fixtures/http-app.ts';
import { shop } from '../../fixtures/mcp-answers.ts';
import { expectAsDescribed, type OpenApi, openApiOf, validatorOf } from '../../fixtures/openapi-answers.ts';
import { tools } from '../tools.ts';
import { routes } from './routes.ts';

const files = { 'shop.md': shop };

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (key === '$ref' && typeof each === 'string') yield each;
    else yield* referencesIn(each);
  }
}

function isThere(document: OpenApi, reference: string): boolean {
  const path = reference.replace(/^#\//, '').split('/');
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined),
    document,
  );
  return found !== undefined;
}

describe('the OpenAPI document', () => {
  it('has a path for each tool, and every operation has a name of its own', async () => {
    await using app = await startHttpApp();
    const document = await openApiOf(app);
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'casewright', version: expect.stringMatching(/^\d/) },
      security: [],
    });
    expect(new Set(routes.map(({ tool }) => tool))).toEqual(new Set(tools.map(({ name }) => name)));
    for (const { path, method } of routes) expect(document.paths[`/api/v1${path}`]).toHaveProperty(method);
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('holds sound schemas only, and every reference in it leads somewhere', async () => {
    await using app = await startHttpApp();
    const document = await openApiOf(app);
    const references = [...referencesIn(document)];
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((each) => !isThere(document, each))).toEqual([]);
    const ajv = new Ajv2020({ strict: false });
    for (const [name, schema] of Object.entries(document.components.schemas))
      expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
  });

  it('names each parameter of a path, says what every status brings, and its examples fit', async () => {
    await using app = await startHttpApp();
    const document = await openApiOf(app);
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const operation of Object.values(operations)) {
        const named = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name);
        expect([path, named]).toEqual([path, Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name)]);
        expect(Object.keys(operation.responses)).toEqual([expect.stringMatching(/^20[02]$/), '4XX', '5XX']);
        const bodies = Object.values(operation.requestBody?.content ?? {});
        for (const { schema, example } of bodies.filter((each) => each.example !== undefined))
          expect([path, validatorOf(document, schema)(example)]).toEqual([path, []]);
      }
    }
    const { schema, example } = document.components.responses['Problem']?.content?.['application/problem+json'] ?? {
      schema: {},
    };
    expect(validatorOf(document, schema)(example)).toEqual([]);
  });

  it('has examples that work as they stand', async () => {
    await using app = await startHttpApp({ files });
    const document = await openApiOf(app);
    const tried: string[] = [];
    for (const [path, { post }] of Object.entries(document.paths)) {
      const example = post?.requestBody?.content['application/json']?.example;
      // Exports need a suite that somebody has saved.
      if (example === undefined || path === '/api/v1/exports') continue;
      const answer = await app.post(path, example);
      expect([path, answer.ok]).toEqual([path, true]);
      await expectAsDescribed(document, { path, method: 'post' }, answer);
      tried.push(path);
    }
    expect(tried).toContain('/generate-tests');
  });

  it('demands a token where there is one, but not of /health', async () => {
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: token } });
    const document = await openApiOf(app, bearer);
    expect(document).toMatchObject({
      security: [{ bearer: [] }],
      paths: { '/health': { get: { security: [{}, { bearer: [] }] } } },
    });
    expect(document.components.securitySchemes).toEqual({ bearer: { type: 'http', scheme: 'bearer' } });
    const refused = await app.post('/api/v1/plans', { path: 'shop.md' });
    expect(await expectAsDescribed(document, { path: '/api/v1/plans', method: 'post' }, refused)).toMatchObject({
      status: 401,
    });
    for (const headers of [{}, bearer])
      await expectAsDescribed(document, { path: '/health', method: 'get' }, await app.ask('/health', { headers }));
  });
});
