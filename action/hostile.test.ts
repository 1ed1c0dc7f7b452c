import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { answers, command } from '../fixtures/command-run.ts';
import { baseOf, headOf } from '../fixtures/github-answers.ts';
import { liveIn } from '../fixtures/github-markdown.ts';
import { editedSuites, hostileDocuments, inInput, short, waivers } from '../fixtures/hostile-files.ts';
import { bodyOf, committedFiles, exporting, github, lock, plain, shop } from '../fixtures/pull-request.ts';
import { type ActionRun, runAction } from '../fixtures/run-action.ts';
import { commandsIn } from '../fixtures/runner-log.ts';

const pull = (ref: string) => ({
  action: 'synchronize',
  number: 1,
  pull_request: {
    number: 1,
    title: ref,
    head: { sha: headOf(1), ref, label: ref },
    base: { sha: baseOf(1), ref },
    labels: [{ name: ref }],
  },
});

/** The commands for the runner that are ours: messages, nothing else. */
function expectQuietLog({ log }: ActionRun): void {
  // Control characters other than line ends, bidirectional and tag characters: nothing that a terminal obeys.
  expect(log).not.toMatch(/[\p{Cc}--[\t\n\r]]|[\u202a-\u202e\u2066-\u2069\u{e0001}-\u{e007f}]/v);
  const names = new Set(commandsIn(log).map(({ name }) => name));
  expect([...names].filter((name) => !['notice', 'warning', 'error'].includes(name))).toEqual([]);
}

function expectPlainOutputs({ outputs, outputFile }: ActionRun): void {
  for (const value of Object.values(outputs)) expect(value).toMatch(/^(?:[\d.]+|\/[\w./-]+)$/);
  const lines = Object.entries(outputs).map(([name, value]) => `${name}<<D\n${value}\nD\n`);
  expect(outputFile.replace(/ghadelimiter_[\w-]+/g, 'D')).toBe(lines.join(''));
}

describe.concurrent('a pull request that wants to do harm', () => {
  // ACT-5
  it.each([
    ['a check run', true],
    ['annotations in the log', false],
  ])('gets a comment, a summary, %s, outputs and files in which nothing of it is live', async (_, mayCheck) => {
    const suites = await editedSuites();
    const base = { ...plain, 'shop.md': shop };
    const head = {
      ...base,
      ...hostileDocuments(),
      ...suites,
      'shop.md': `${lock}\n${exporting}\n`,
      'casewright/waivers.yml': waivers,
    };
    await using fake = await github(base, head, { mayCheck });
    const event = { name: 'pull_request', sha: 'f'.repeat(40), payload: pull(short.join(' ')) };
    const run = await runAction(fake, { inputs: { 'fail-on': 'any', comment: 'always' }, event });
    expect(run.code).toBe(1);
    const body = bodyOf(fake);
    expect(liveIn(body, { marker: true })).toEqual([]);
    expect(liveIn(run.summary)).toEqual([]);
    const there = new Set(run.summary.match(/\bATK-\d+(?=<)/g));
    expect(there.size, 'the attacks went through').toBeGreaterThan(45);
    for (const { output } of fake.checks) {
      expect(liveIn(output.summary)).toEqual([]);
      expect(output.title).toMatch(/^[\d.]+ % of \d+ coverage items covered/);
      // A path is a path, whatever it holds; what is said there is plain.
      const said = output.annotations.flatMap((each) =>
        Object.entries(each).flatMap(([key, value]) => (key === 'path' ? [] : [String(value)])),
      );
      for (const text of said) expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u{e0000}-\u{e007f}]/u);
    }
    expect(fake.checks).toHaveLength(mayCheck ? 1 : 0);
    expectQuietLog(run);
    expectPlainOutputs(run);
    expectSafeFiles(run);
  });

  it('that breaks the configuration or the record is told so in one harmless line each', async () => {
    for (const broken of [
      { 'casewright.yml': stringify(Object.fromEntries(short.map((text) => [text, text]))) },
      { 'casewright.yml': short.join('\n') },
      { 'casewright.yml': stringify({ model: short[44], paths: short }) },
    ]) {
      await using fake = await github({ ...plain, ...broken }, { ...plain, 'shop.md': shop });
      expectQuietLog(await runAction(fake));
    }
    const committed = await committedFiles({ 'shop.md': shop });
    const record = Object.fromEntries(Object.keys(committed).map((path) => [path, short.join('\n')]));
    await using fake = await github(plain, { ...plain, 'shop.md': shop, ...record });
    const run = await runAction(fake);
    expectQuietLog(run);
    expect(run.code).toBe(1);
  });

  it('gets harmless answers to its commands', async () => {
    const head = { ...plain, ...(await editedSuites()), 'shop.md': shop };
    const lines = [
      short
        .map((text) => text.replace(/\s+/g, ' '))
        .join(' ')
        .slice(0, 9000),
      ...short,
    ];
    const all = short.map((_, index) => `TC-REQ-7-${index + 1}`);
    const said = [
      lines[0] ?? '',
      `accept ${lines[0]}`,
      `reject TC-REQ-7-1 ${short
        .filter((text) => !text.includes('\n'))
        .join(' ')
        .slice(0, 490)}`,
      `explain ${all.slice(0, 25).join(' ')}`,
      `explain ${all.slice(25).join(' ')}`,
    ];
    const answered = said.map(async (words) => {
      await using fake = await github(plain, head);
      const run = await command(fake, `/casewright ${words}`);
      expect(answers(fake)).toHaveLength(1);
      for (const answer of answers(fake)) expect(liveIn(answer, { marker: true })).toEqual([]);
      expect(liveIn(run.summary)).toEqual([]);
      expectQuietLog(run);
    });
    await Promise.all(answered);
  });

  it('cannot speak through inputs, a model name or a host', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    for (const inputs of [
      { model: inInput(short.join(' ')) },
      { ratchet: inInput(short.join(' ')), shard: '::x::' },
      { 'ollama-host': '##[add-mask]x' },
    ]) {
      const run = await runAction(fake, { inputs });
      expect(run.log).toMatch(/::(?:error|notice)::|casewright /);
      expectQuietLog(run);
    }
  });
});

function expectSafeFiles({ files }: ActionRun): void {
  const text = (name: string) => files[name] ?? '';
  expect(JSON.parse(text('casewright-report.json'))).toMatchObject({ check: { ok: false } });
  const { runs } = JSON.parse(text('casewright.sarif'));
  for (const { message } of runs[0].results) expect(message.text).not.toContain('](');
  const xml = new SaxesParser();
  xml.on('error', (error) => {
    throw error;
  });
  xml.write(text('casewright-junit.xml')).close();
  const html = text('casewright-report.html');
  expect(html.match(/<script\b/gi)).toHaveLength(1);
  expect(html).not.toMatch(
    /<(?:img|svg onload|iframe|form action|link rel="?stylesheet|a href="?(?:https?|javascript))/i,
  );
  // A patch holds what will be in the files, word for word.
  expect(text('casewright.patch')).toMatch(/^diff --git a\/casewright/);
  expect(text('casewright.patch')).toContain('@octocat');
}
