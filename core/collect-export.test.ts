import { describe, expect, it } from 'vitest';
import { exportedFrom } from '../fixtures/exported.ts';
import { collectExport } from './collect-export.ts';
import { generateSuite } from './pipeline.ts';
import { parseDocument } from './parse/parse-document.ts';
import { planAgain } from './generate/plan-again.ts';
import { emptyLock } from './lock/lock.ts';

const doors = `# Doors

## REQ-1 Open

When the button is pressed, the door shall open.

## REQ-2 Levels

The controller shall support the fan levels: off, low, high.
`;
const options = { toolVersion: '1', now: new Date(0) };

async function source() {
  const parsed = parseDocument({ path: 'a.md', text: doors });
  const run = await generateSuite({
    documents: [parsed],
    lock: emptyLock,
    suites: new Map(),
    toolVersion: '1',
    now: new Date(0),
  });
  const documents = [{ document: 'a.md', parsed, plan: planAgain(parsed, run.lock), suite: run.suites[0] }];
  const marks = { automated: new Set(['a.md:TC-REQ-1-1']), passed: new Set<string>() };
  return { documents, lock: run.lock, marks, waivers: [], tests: [], problems: [] };
}

describe('collectExport()', () => {
  it('says of each item which levels it reaches, and which is a question', async () => {
    const { documents, levels } = collectExport(await source(), options);
    const items = documents.flatMap(({ requirements }) => requirements.flatMap((each) => each.items));
    expect(items.map(({ name, state, levels: reached }) => [name, state, reached])).toEqual([
      ['REQ-1#1', 'covered', ['drafted', 'automated']],
      ['REQ-2#1', 'covered', ['drafted']],
      ['REQ-2#2', 'covered', ['drafted']],
      ['REQ-2#3', 'covered', ['drafted']],
      ['REQ-2#4', 'question', []],
    ]);
    expect(levels.items).toEqual({ total: 4, drafted: 4, accepted: 0, automated: 1, passed: 0 });
  });

  it('tells an item that nobody covers from one that is waived', async () => {
    const given = await source();
    const rejected = given.documents.map((each) => ({
      ...each,
      ...(each.suite && {
        suite: {
          ...each.suite,
          test_cases: each.suite.test_cases.map((one) => ({ ...one, status: 'rejected' as const })),
        },
      }),
    }));
    const waiver = { ids: ['REQ-1#1'], reason: 'later', owner: 'Ada', expires: '2030-01-01' };
    const { documents, suite } = collectExport({ ...given, documents: rejected, waivers: [waiver] }, options);
    const states = documents.flatMap(({ requirements }) =>
      requirements.flatMap(({ items }) => items.map(({ state }) => state)),
    );
    expect(states).toEqual(['waived', 'uncovered', 'uncovered', 'uncovered', 'question']);
    expect(suite.test_cases).toEqual([]);
  });

  it('names waivers, and cases whose requirement is gone', async () => {
    const given = await source();
    const gone = given.documents.map((each) => ({ ...each, plan: { ...each.plan, requirements: [] } }));
    const waiver = { ids: ['REQ-1#1'], reason: 'later', owner: 'Ada', expires: '2030-01-01' };
    const { orphaned, waivers } = collectExport({ ...given, documents: gone, waivers: [waiver] }, options);
    expect(orphaned[0]).toMatchObject({ document: 'a.md', id: 'TC-REQ-1-1', requirement_id: 'REQ-1' });
    expect(waivers).toEqual([waiver]);
  });

  it('puts the document before ids that several documents have, as tests may name them', async () => {
    const { documents, suite } = await exportedFrom({ 'a.md': doors, 'b.md': doors.replace('REQ-2', 'REQ-9') });
    const names = documents.map(({ requirements }) => requirements.map((each) => [each.name, each.cases[0]?.name]));
    expect(names).toEqual([
      [
        ['a.md:REQ-1', 'a.md:TC-REQ-1-1'],
        ['REQ-2', 'TC-REQ-2-1'],
      ],
      [
        ['b.md:REQ-1', 'b.md:TC-REQ-1-1'],
        ['REQ-9', 'TC-REQ-9-1'],
      ],
    ]);
    expect(new Set(suite.test_cases.map(({ id }) => id)).size).toBe(suite.test_cases.length);
  });

  it('names the model that wrote the cases', async () => {
    const given = await source();
    expect(collectExport(given, options).suite.provenance).toMatchObject({ tool_version: '1', prompt: 'none' });
    const by = { model: 'ollama:m', model_digest: 'd', prompt: 'p', schema: 's' };
    const lock = {
      ...given.lock,
      requirements: given.lock.requirements.map((each) => ({
        ...each,
        cases: Object.fromEntries(Object.entries(each.cases).map(([id, one]) => [id, { ...one, by }])),
      })),
    };
    expect(collectExport({ ...given, lock }, options).suite.provenance).toMatchObject({
      model: 'ollama:m',
      model_digest: 'd',
      prompt: 'p',
      schema_digest: 's',
    });
  });

  it('adds the safety table only where a profile asks for it', async () => {
    const text =
      '# Van\n\n| ID | Requirement | Safety |\n|---|---|---|\n| V-1 | The fan shall stop when the door is open. | ASIL B |\n';
    expect((await exportedFrom({ 'v.md': text })).safety).toBeUndefined();
    const { safety } = await exportedFrom({ 'v.md': text }, { profile: 'iso26262' });
    expect(safety).toMatchObject([{ document: 'v.md', requirement_id: 'V-1', level: 'ASIL B' }]);
  });
});
