import { describe, expect, it } from 'vitest';
import { startHttpServer } from '../../fixtures/mcp-http.ts';
import type { Turn } from '../../fixtures/openai-stub.ts';
import { type AgentRun, runAgent } from '../../fixtures/run-agent.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { offeredTools } from '../offered-tools.ts';
import { tools } from '../tools.ts';

const files = {
  'bell.md':
    '# Bell\n\n**REQ-1** When the door opens, the system shall ring the bell.\n\n**REQ-2** When a user submits an invalid password three times, the system shall lock the account.\n',
};

/** Says the ids that the model was shown last, each once. */
const sayIds = (pattern: RegExp): Turn => ({
  say: (shown) => `The answer is ${[...new Set(shown.at(-1)?.match(pattern))].toSorted().join(' ')} and nothing else.`,
});

const generation: Turn[] = [
  { tool: 'generate_test_cases', args: () => ({ path: 'bell.md' }) },
  sayIds(/TC-REQ-\d-\d/g),
];

/** Without a word of a local model: what is demanded, the assistant's own case, its verdict, what is left. */
const coverage: Turn[] = [
  { tool: 'plan_coverage', args: () => ({ path: 'bell.md' }) },
  {
    tool: 'check_test_cases',
    args: ([planned = '']) => ({
      path: 'bell.md',
      cases: [
        {
          title: 'The bell rings when the door opens',
          requirement_id: 'REQ-1',
          // As a model does it: the id comes from what it was shown.
          coverage_items: planned.match(/REQ-1#\d/)?.slice(0, 1),
          steps: ['Open the door', 'Listen to the bell'],
          expected_result: 'The system rings the bell.',
        },
      ],
    }),
  },
  { tool: 'trace_coverage', args: () => ({ paths: ['bell.md'] }) },
  sayIds(/REQ-\d#\d/g),
];

const names = ['opencode', 'codex'] as const;
// Each start of an agent takes seconds: one run answers several questions.
const runs = new Map<string, Promise<AgentRun>>();
function generationOf(name: (typeof names)[number]): Promise<AgentRun> {
  const run = runs.get(name) ?? runAgent(name, { files, script: generation });
  runs.set(name, run);
  return run;
}

describe.each(names)('%s, driven by a scripted model', (agent) => {
  it('completes a generation: the model repeats the cases that it was shown', async () => {
    const run = await generationOf(agent);
    expect(run).toMatchObject({
      code: 0,
      output: expect.stringContaining('The answer is TC-REQ-1-1 TC-REQ-2-1 TC-REQ-2-2 and nothing else.'),
      unknown: [],
    });
    expect(run.shown).toHaveLength(1);
    for (const word of ['The system rings the bell.', 'REQ-2#2', 'rules']) expect(run.shown[0]).toContain(word);
  });

  it('is offered every tool by a name that holds ours', async () => {
    const { offered } = await generationOf(agent);
    const ours = tools.map(({ name }) => offered.filter((each) => each === name || each.endsWith(`_${name}`)).length);
    expect(ours).toEqual(tools.map(() => 1));
  });

  it('answers a question about coverage: plan, check its own case, ask what is left', async () => {
    const { code, output, shown } = await runAgent(agent, { files, script: coverage });
    const [, checked = '', traced = ''] = shown;
    expect([code, shown.length, output]).toEqual([0, 3, expect.stringContaining('The answer is REQ-')]);
    // The case of the assistant covers its item; the items of the other requirement are named as open.
    for (const item of ['REQ-2#1', 'REQ-2#2']) expect(checked).toContain(item);
    expect(traced).toMatch(/uncovered/i);
  });
});

describe('what the model of an agent is shown', () => {
  it('is the text of an answer in opencode, and only its structured content in codex; both name the same cases', async () => {
    const [text = '', structured = ''] = (await Promise.all(names.map(generationOf))).map((run) => run.shown[0]);
    expect(text).toMatch(/^3 test cases for 2 requirements[^]*<casewright-data>[^]*<\/casewright-data>$/);
    expect(text).not.toContain('"cases"');
    const data: { cases: { id: string; title: string; steps: string[] }[] } = JSON.parse(
      structured.slice(structured.indexOf('{')),
    );
    expect(structured).not.toContain('casewright-data');
    expect(data.cases.length).toBe(3);
    for (const { id, title, steps } of data.cases) {
      for (const word of [id, title, ...steps]) expect(text).toContain(word);
    }
  });

  it('holds no tool that writes where the server is read-only', async () => {
    const script: Turn[] = [{ say: () => 'Nothing to do.' }];
    const { offered } = await runAgent('codex', { files, args: ['--read-only'], script });
    const reading = offeredTools({ readOnly: true }).map(({ name }) => name);
    const here = tools.map(({ name }) => name).filter((name) => offered.includes(name));
    expect(here).toEqual(reading);
    expect(reading).not.toContain('save_test_cases');
  });
});

describe.each(names)('%s over HTTP', (agent) => {
  it('completes a generation with a server that runs already, and shows its token', async () => {
    await using folder = await temporaryFolder(files);
    const token = 'a-token-of-an-agent-with-32-characters';
    await using server = await startHttpServer({ cwd: folder.path, env: { CASEWRIGHT_HTTP_TOKEN: `agent:${token}` } });
    const run = await runAgent(agent, { files: {}, script: generation, http: { url: `${server.url}/mcp`, token } });
    expect(run).toMatchObject({
      code: 0,
      output: expect.stringContaining('The answer is TC-REQ-1-1 TC-REQ-2-1 TC-REQ-2-2 and nothing else.'),
    });
    expect(server.stderr()).not.toContain(token);
  });
});

describe('a tool that writes', () => {
  const mine = { title: 'The bell rings', requirement_id: 'REQ-1', coverage_items: ['REQ-1#1'] };
  const cases = [
    { ...mine, steps: ['Open the door', 'Listen to the bell'], expected_result: 'The system rings the bell.' },
  ];
  const script: Turn[] = [
    { tool: 'save_test_cases', args: () => ({ path: 'bell.md', cases }) },
    { say: (shown) => `It said: ${shown[0]}` },
  ];

  // It says that it destroys nothing, so codex needs no approval for it even where it may ask nobody.
  it.each(names)('is called through %s, and keeps the case in the folder of the agent', async (agent) => {
    const { code, shown, written } = await runAgent(agent, { files, script });
    expect([code, shown[0]]).toEqual([0, expect.stringContaining('TC-REQ-1-1')]);
    expect(written).toEqual(['casewright/bell.md.cases.yml', 'casewright/casewright.lock']);
  });
});

describe('a long generation', () => {
  it('is started, waited for and read by an agent that never waits longer than a moment', async () => {
    const jobId = /job_id["`: ]+([\w-]{16,})/;
    const script: Turn[] = [
      { tool: 'start_generation', args: () => ({ path: 'bell.md' }) },
      { tool: 'get_generation', args: ([started = '']) => ({ job_id: jobId.exec(started)?.[1], wait_seconds: 25 }) },
      sayIds(/TC-REQ-\d-\d/g),
    ];
    const { code, output } = await runAgent('codex', { files, script });
    expect([code, output]).toEqual([0, expect.stringContaining('The answer is TC-REQ-1-1 TC-REQ-2-1 TC-REQ-2-2 and')]);
  });
});
