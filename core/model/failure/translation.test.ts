import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allKinds, sampleFailure } from '../../../fixtures/model-samples.ts';
import { failureKinds } from './failure-kinds.ts';
import { english } from './messages-en.ts';
import { chinese } from './messages-zh.ts';
import { failureText, modelFailure } from './model-failure.ts';

const languages = ['en', 'zh-CN'] as const;
const namesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name))].toSorted();

describe('translations', () => {
  test('there is one of every kind in every language, and of nothing else', () => {
    expect(Object.keys(english).toSorted()).toEqual(allKinds.toSorted());
    expect(Object.keys(chinese).toSorted()).toEqual(allKinds.toSorted());
  });

  test('the messages of a kind name the same values in every language', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allKinds), (kind) => {
        expect(namesIn(chinese[kind].message)).toEqual(namesIn(english[kind].message));
        expect(namesIn(chinese[kind].hint)).toEqual(namesIn(english[kind].hint));
        expect(namesIn(english[kind].message).every((name) => /^[a-z_]+$/.test(name))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('no value is left out and none is left unfilled', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allKinds), fc.constantFrom(...languages), (kind, language) => {
        const failure = sampleFailure(kind);
        const { message, hint } = failureText(failure, language);
        expect(message + hint).not.toMatch(/[{}?]/);
        for (const value of Object.values(failure.values)) expect(message + hint).toContain(String(value));
      }),
      { numRuns: 300 },
    );
  });

  test('Chinese is Chinese, and commands are the same in both', () => {
    for (const kind of allKinds) {
      const [en, zh] = [english[kind], chinese[kind]];
      expect(zh.message).toMatch(/\p{Script=Han}/u);
      expect(zh.hint).toMatch(/\p{Script=Han}/u);
      const commands = (text: string): string[] => (text.match(/`[^`]+`/g) ?? []).toSorted();
      expect(commands(zh.message + zh.hint)).toEqual(commands(en.message + en.hint));
    }
  });
});

test('a value is never taken for a template, whatever a server says', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...languages), (said, language) => {
      const detail = `{url}${said}{detail}$&`;
      const failure = modelFailure('server_failed', { engine: 'E', url: 'http://x', detail });
      expect(failureText(failure, language).message).toContain(detail);
    }),
    { numRuns: 200 },
  );
});

test('a failure carries code, message, way out and whether to try again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...allKinds), (kind) => {
      const failure = sampleFailure(kind);
      expect(failure).toMatchObject({ ok: false, kind, ...failureKinds[kind] });
      expect(failureText(failure, 'en')).toEqual({ message: failure.message, hint: failure.hint });
      expect(failure.hint).toMatch(/[.]$/);
    }),
    { numRuns: 200 },
  );
});
