import { describe, expect, it } from 'vitest';
import { bearer, type HttpApp, startHttpApp, token } from '../../fixtures/http-app.ts';
import { expectAsDescribed, openApiOf } from '../../fixtures/openapi-answers.ts';

const story = 'As a customer, I want to reset my password, so that I can log in again.';

async function generate(app: HttpApp, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await app.post('/generate-tests', body);
  const document = await openApiOf(app);
  return {
    status: answer.status,
    body: await expectAsDescribed(document, { path: '/generate-tests', method: 'post' }, answer),
  };
}

describe('POST /generate-tests', () => {
  it.each([
    ['a user story', story],
    ['a sentence', 'Users can log in with email and password.'],
    ['prose with a line break', 'The door opens when\nthe button is pressed twice.'],
    ['a requirement with an id', 'REQ-7 When the button is pressed, the door shall open.'],
    ['a scenario', 'Given a full cart\nWhen the customer pays\nThen the system sends a receipt'],
    ['Markdown', '## The user can delete the account at any time'],
  ])('writes cases for %s', async (_, text) => {
    await using app = await startHttpApp();
    const { status, body } = await generate(app, { story: text });
    const one = {
      id: expect.stringMatching(/^TC-/),
      type: expect.any(String),
      title: expect.any(String),
      priority: expect.any(String),
      preconditions: expect.any(Array),
      steps: expect.any(Array),
      expected_result: expect.stringMatching(/\S/),
      test_data: expect.any(Object),
      requirement_id: expect.any(String),
      coverage_items: expect.any(Array),
      written_by: 'rules',
      quality_score: expect.any(Number),
      // A guess must not pass for a demand.
      inferred: expect.any(Boolean),
      status: 'draft',
    };
    const data = { test_cases: expect.arrayContaining([one]), questions: expect.any(Array) };
    const message = expect.stringMatching(/^\d+ test cases? generated$/);
    expect([status, body]).toEqual([200, { message, is_success: true, status_code: 200, data }]);
  });

  it.each([
    ['Chinese', '作为用户，我想使用邮箱和密码登录系统，以便查看我的数据。', '登录系统'],
    ['markup at the beginning', '<script>alert(1)</script> shall be escaped.', '<script>alert(1)</script>'],
    ['markup', 'The page shall show <b>bold</b> names as they are.', '<b>bold</b>'],
    ['front matter', '---\ntitle: x\n---\nUsers log in with email and password.', 'with email and password'],
    ['a number', '1. Users log in with email and password.', 'with email and password'],
    ['a quotation', '"Log in" is shown to users of the page', '"Log in"'],
  ])('writes cases for a story with %s in its own words', async (_, text, words) => {
    await using app = await startHttpApp();
    const { status, body } = await generate(app, { story: text });
    expect(status).toBe(200);
    const { test_cases: cases } = body['data'] as { test_cases: { title: string; id: string }[] };
    expect(cases.length).toBeGreaterThan(0);
    const said = cases.map(({ id: _id, ...rest }) =>
      JSON.stringify({ ...rest, requirement_id: '', coverage_items: [] }),
    );
    expect(said.join('\n').replaceAll('\\"', '"')).toContain(words);
    expect(said.join('\n')).not.toMatch(/STORY-1|title: x|---/);
  });

  it.each([
    [19, 422],
    [20, 200],
    [500, 200],
    [501, 422],
  ])('answers a story of %i characters with %i', async (length, status) => {
    await using app = await startHttpApp();
    const text = `  ${'The user can log in '.repeat(30).slice(0, length - 1)}!  `;
    const answer = await generate(app, { story: text });
    expect([answer.status, answer.body['status_code'], answer.body['is_success']]).toEqual([
      status,
      status,
      status === 200,
    ]);
  });

  it.each([
    ['no story', {}, 422],
    ['a number', { story: 12_345_678_901_234 }, 422],
    ['white space', { story: ' '.repeat(100) }, 422],
    ['a list', [], 400],
    ['no JSON', '{', 400],
  ])('answers %s in the same form', async (_, given, status) => {
    await using app = await startHttpApp();
    const { body } = await generate(app, given);
    expect(body).toEqual({ message: expect.stringMatching(/ → /), is_success: false, data: null, status_code: status });
  });

  it('answers in the same form whatever is wrong', async () => {
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: token }, limits: { requestsPerMinute: 4 } });
    const post = (headers: Record<string, string>) => app.post('/generate-tests', { story }, headers);
    const answers = [
      await app.ask('/generate-tests', { headers: bearer }),
      await post({ ...bearer, 'content-type': 'text/plain' }),
      await post({ ...bearer, origin: 'https://evil.example' }),
      await post({}),
      await post(bearer),
      await post(bearer),
      await post(bearer),
    ];
    const expected = [405, 415, 403, 401, 200, 200, 429];
    for (const [index, answer] of answers.entries())
      expect([answer.status, await answer.json()]).toMatchObject([
        expected[index],
        { status_code: expected[index], message: expect.any(String) },
      ]);
  });
});

describe('GET /', () => {
  it('says what is here, in the same form', async () => {
    await using app = await startHttpApp();
    const answer = await app.ask('/');
    const body = await expectAsDescribed(await openApiOf(app), { path: '/', method: 'get' }, answer);
    expect(body).toMatchObject({
      is_success: true,
      status_code: 200,
      data: { name: 'casewright', links: { mcp: '/mcp' } },
    });
  });
});
