import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startHttpServer } from '../../fixtures/mcp-http.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { openMeters } from '../../mcp-server/http/meters.ts';
import { apiRoot, routes } from '../../mcp-server/http/routes.ts';

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/mcp-server.md'), 'utf8').replaceAll('\r\n', '\n');

/** A request of the guide, in the words of curl, and what it shows below it. */
type Example = { command: string; shown: string };

const examples: Example[] = [...guide.matchAll(/^```text\n([\s\S]*?)^```/gm)]
  .flatMap(([, text = '']) => text.split(/^\$ /m).slice(1))
  .filter((text) => text.startsWith('curl '))
  .map((text) => ({ command: text.slice(0, text.indexOf('\n')), shown: text.slice(text.indexOf('\n')).trim() }));

const token = 'the-token-of-the-guide-with-32-characters';
const documents = temporaryFolder({
  'door.md': '**REQ-1** When the button is pressed, the system shall open the door.\n',
});
const server = documents.then(({ path }) => startHttpServer({ cwd: path, env: { CASEWRIGHT_HTTP_TOKEN: token } }));
afterAll(async () => {
  await (await server)[Symbol.asyncDispose]();
  await (await documents)[Symbol.asyncDispose]();
});

/** The fields of an answer, as far as they have names of ours; numbers and texts differ from run to run. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each)]));
}

describe('the chapter about HTTP', () => {
  let job = '';

  it('shows requests', () => expect(examples.length).toBeGreaterThan(4));

  // One after the other: the second asks for what the first began.
  it.each(examples)('shows what is answered: $command', async ({ command, shown }) => {
    const { url } = await server;
    const [, address = ''] = /(http:\/\/127\.0\.0\.1:8080[^\s']*)/.exec(command) ?? [];
    const [, body] = / -d '(.*)'/.exec(command) ?? [];
    const place = address.replace('http://127.0.0.1:8080', url).replace(/(?<=generations\/)[\w-]{20,}/, () => job);
    const headers = {
      Authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    };
    const response = await fetch(place, { headers, ...(body !== undefined && { method: 'POST', body }) });
    const answer: { job_id?: string } = await response.json();
    job = answer.job_id ?? job;
    const json = shown.split('\n').at(-1) ?? '';
    expect(shapeOf(answer)).toEqual(shapeOf(JSON.parse(json)));
    const [, status, fields = ''] = /^HTTP\/1\.1 (\d+)[^\n]*\n([\s\S]*?)\n\n/.exec(shown) ?? [];
    const names = fields.split('\n').map((line) => line.split(':')[0] ?? '');
    expect([String(response.status), ...names.filter((name) => name !== '' && !response.headers.has(name))]).toEqual([
      status ?? String(Reflect.get(JSON.parse(json), 'status_code') ?? 200),
    ]);
  });

  it('lists the routes that there are', () => {
    const listed = [...guide.matchAll(/^\| `(GET|POST|DELETE) (\/api\/v1\/[^`]*)` /gm)].map(
      ([, method, path]) => `${method} ${path}`,
    );
    const served = routes.map(({ method, path }) => `${method.toUpperCase()} ${apiRoot}${path}`);
    expect(listed.toSorted()).toEqual([...served, `GET ${apiRoot}/openapi.json`].toSorted());
  });

  it('lists the metrics that there are, with their labels', () => {
    const meters = openMeters('1.2.3');
    meters.watchJobs(() => ({ queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 }));
    const served = meters.registry
      .getMetricsAsArray()
      .filter(({ name }) => name.startsWith('casewright_'))
      .map((metric): [string, string[]] => [metric.name, Reflect.get(metric, 'labelNames')]);
    // What stands behind a colon are values.
    const listed = [...guide.matchAll(/^\| `(casewright_\w+)`[^|]*\|([^|:]*)[^|]*\|$/gm)].map(
      ([, name = '', labels = '']) => [name, labels.match(/\w+/g) ?? []],
    );
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(served));
  });
});
