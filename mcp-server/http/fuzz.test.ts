import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startHttpApp } from '../../fixtures/http-app.ts';
import { shop } from '../../fixtures/mcp-answers.ts';
import { expectAsDescribed, openApiOf } from '../../fixtures/openapi-answers.ts';

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('shop.md', '../x', '/etc/passwd', 'casewright/**', '\u0000', -1, 1e300),
);
const names = fc.constantFrom(
  'path',
  'paths',
  'text',
  'ids',
  'cases',
  'model',
  'detail',
  'cursor',
  'limit',
  'format',
  'write_to',
  'job_id',
  'since',
  'story',
  'toString',
);
const bodies = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(names, anything, { maxKeys: 4 }) },
  { weight: 1, arbitrary: anything },
);

it('no body makes a route fail, and every answer is as described', async () => {
  await using app = await startHttpApp({
    files: { 'shop.md': shop },
    limits: { requestsPerMinute: 1_000_000 },
    readOnly: true,
  });
  const document = await openApiOf(app);
  const posts = Object.entries(document.paths).flatMap(([path, { post }]) => (post ? [path] : []));
  expect(posts.length).toBeGreaterThan(5);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), bodies, async (path, body) => {
      const answer = await app.post(path, JSON.stringify(body));
      expect([path, answer.status < 500]).toEqual([path, true]);
      await expectAsDescribed(document, { path, method: 'post' }, answer);
    }),
    { numRuns: 300 },
  );
});

it('no path, query or header makes the server fail', async () => {
  await using app = await startHttpApp({ files: { 'shop.md': shop }, limits: { requestsPerMinute: 1_000_000 } });
  const parts = fc.oneof(
    fc.constantFrom('api', 'v1', 'generations', 'result', 'plans', 'mcp', 'health', '..', '%', '%00', '%zz', '//'),
    fc.string({ unit: 'binary', maxLength: 20 }).map(encodeURIComponentSafely),
  );
  const query = fc.oneof(
    fc.constant(''),
    fc.string({ maxLength: 20 }).map((each) => `?${encodeURIComponentSafely(each)}=1&wait_seconds=x`),
  );
  const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND');
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { maxLength: 5 }), query, methods, async (path, more, method) => {
      const answer = await app.ask(`/${path.join('/')}${more}`, { method });
      await answer.arrayBuffer();
      expect([path, answer.status < 500]).toEqual([path, true]);
      expect(answer.headers.get('x-correlation-id')).not.toBeNull();
    }),
    { numRuns: 300 },
  );
});

function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
