import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Reply } from '../../fixtures/fault-server.ts';
import { faults } from '../../fixtures/faults.ts';
import { answer, type Asked, engines, type Fault } from '../../fixtures/faulty-engine.ts';
import { type Counts, inBytes, runWithFault, sound } from '../../fixtures/run-with-fault.ts';

type Expected = { once: Counts; byModel: number; always: Counts; codes: string[]; onceCodes?: string[] };

// The text is at fault: the ladder asks again, otherwise; in the end with half of the items.
const wrongText = (...codes: string[]): Expected => ({
  once: { chats: 3, again: 0, retries: 1, valid: 1 },
  byModel: 1,
  always: { chats: 6, again: 0, retries: 4, valid: 0 },
  codes,
});
// The same, but after three of them the engine is left alone.
const outage = (code: string): Expected => ({
  ...wrongText(code, 'MODEL_UNREACHABLE'),
  always: { chats: 3, again: 0, retries: 2, valid: 0 },
});
// Nothing was written yet: the same call again, five times in all.
const transport = (code: string): Expected => ({
  once: { chats: 3, again: 1, retries: 0, valid: 2 },
  byModel: 1,
  always: { chats: 15, again: 12, retries: 2, valid: 0 },
  codes: [code, 'MODEL_UNREACHABLE'],
});
// Nothing helps: not this call, or no call at all.
const fatal = (code: string, calls: 1 | 2): Expected => ({
  once: { chats: calls, again: 0, retries: 0, valid: calls - 1 },
  byModel: calls - 1,
  always: { chats: calls, again: 0, retries: 0, valid: 0 },
  codes: [code],
  onceCodes: [code],
});
// The answers are valid, and no better than the drafts.
const noBetter: Expected = {
  once: { chats: 2, again: 0, retries: 0, valid: 2 },
  byModel: 1,
  always: { chats: 2, again: 0, retries: 0, valid: 2 },
  codes: [],
};

const expected: Record<keyof typeof faults, Expected> = {
  'a stream without an end': wrongText('OUTPUT_INCOMPLETE'),
  'an end that is not done': wrongText('OUTPUT_INCOMPLETE'),
  'an end for another reason': wrongText('OUTPUT_INCOMPLETE'),
  '500 in the stream': outage('SERVER_ERROR'),
  'garbage in the stream': wrongText('OUTPUT_INCOMPLETE'),
  'a line of a megabyte': wrongText('OUTPUT_INCOMPLETE'),
  '503 while it is busy': {
    ...transport('MODEL_BUSY'),
    always: { chats: 10, again: 8, retries: 0, valid: 0 },
    codes: ['MODEL_BUSY'],
  },
  '502 with HTML': transport('SERVER_ERROR'),
  'a connection reset before the answer': transport('OUTPUT_INCOMPLETE'),
  'a connection reset in the answer': outage('OUTPUT_INCOMPLETE'),
  '400 for the grammar': fatal('SCHEMA_UNSUPPORTED', 1),
  '500 for a repeated token': wrongText('OUTPUT_LOOP'),
  '401': fatal('ACCESS_DENIED', 1),
  '404 for the model': fatal('MODEL_NOT_FOUND', 1),
  '404 for the path': fatal('SERVER_ERROR', 2),
  'a redirect': fatal('MODEL_UNREACHABLE', 2),
  'an answer cut at its limit': wrongText('OUTPUT_TRUNCATED'),
  'a loop': wrongText('OUTPUT_LOOP'),
  'prose instead of JSON': wrongText(),
  'JSON of another shape': wrongText(),
  'an empty answer': wrongText(),
  'no counts': noBetter,
  'negative counts': noBetter,
  'counts that are no numbers': noBetter,
  'words of the example': noBetter,
};

// One that may say other things than Ollama: it has other ways to be held to a form, and an answer needs a text.
const otherwise: { [title in keyof typeof faults]?: Partial<Expected> } = {
  '400 for the grammar': {
    byModel: 1,
    once: { chats: 3, again: 0, retries: 0, valid: 2 },
    onceCodes: [],
    always: { chats: 3, again: 0, retries: 0, valid: 0 },
    codes: ['SCHEMA_UNSUPPORTED'],
  },
  'an empty answer': { codes: ['OUTPUT_INCOMPLETE'] },
};

const titles = Object.keys(expected).filter((title): title is keyof typeof faults => title in faults);

describe.each(engines)('a run with a model at %s', (name) => {
  const wanted = (title: keyof typeof faults): Expected => ({
    ...expected[title],
    ...(name === 'openai' && otherwise[title]),
  });

  it.each(titles)('survives %s, once', async (title) => {
    const { counts, codes, byModel, cases } = await runWithFault(name, faults[title], 1);
    const { once, onceCodes = [], byModel: better } = wanted(title);
    expect({ counts, codes, byModel }).toEqual({ counts: once, codes: onceCodes, byModel: better });
    const written = cases.filter(({ written_by }) => written_by === 'model');
    expect(written.map(({ requirement_id }) => requirement_id)).toEqual(better === 0 ? [] : ['REQ-2']);
  });

  it.each(titles)('ends in drafts after %s all the time', async (title) => {
    const { counts, codes, byModel } = await runWithFault(name, faults[title], Infinity);
    const { always, codes: shown } = wanted(title);
    expect({ counts, codes, byModel }).toEqual({ counts: always, codes: shown, byModel: 0 });
  });

  it('waits longer from one repetition to the next', async () => {
    const { waits } = await runWithFault(name, faults['503 while it is busy'], Infinity);
    expect(waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 1000]);
  });

  it('takes no case with words of the example, and says which check turned it down', async () => {
    const { cases, rejected_by_check } = await runWithFault(name, faults['words of the example'], Infinity);
    expect(JSON.stringify(cases)).not.toContain('turnstile');
    expect(rejected_by_check).toEqual({ leak: 3 });
  });

  it('keeps a character that falls on the border of two chunks', async () => {
    const split = (asked: Asked) => inBytes(answer([sound(asked)])[name], 'ë');
    const { cases, byModel, counts } = await runWithFault(
      name,
      (asked) => ({ ollama: split(asked), openai: split(asked) }),
      2,
    );
    expect(counts).toEqual({ chats: 2, again: 0, retries: 0, valid: 2 });
    expect(byModel).toBe(1);
    expect(cases.find(({ written_by }) => written_by === 'model')?.test_data).toEqual({ hand: 'hand of Zoë' });
  });

  it('waits six minutes for a first byte, and ten for none', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    for (const minutes of [6, 10]) {
      const loaded = Promise.withResolvers<void>();
      let asked = 0;
      const slow = (given: Asked): Fault => {
        asked += 1;
        const reply: Reply = { ...answer([sound(given)])[name], until: loaded.promise };
        return { ollama: reply, openai: reply };
      };
      const ended = runWithFault(name, slow, 1);
      while (asked === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(minutes * 60_000);
      loaded.resolve();
      const { counts, codes, byModel } = await ended;
      expect(codes).toEqual(minutes === 6 ? [] : ['TIMEOUT']);
      expect({ ...counts, byModel }).toEqual({
        chats: 2,
        again: 0,
        retries: 0,
        valid: minutes === 6 ? 2 : 1,
        byModel: 1,
      });
    }
  });
});
