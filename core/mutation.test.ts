import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gate } from './gate.ts';
import type { GenerateResult } from './generate/generation.ts';
import { planAgain } from './generate/plan-again.ts';
import { emptyLock } from './lock/lock.ts';
import { parseDocument } from './parse/parse-document.ts';
import { generateSuite } from './pipeline.ts';
import { findMoves, followMoves } from './store/follow-moves.ts';
import { findRenames, followRenames } from './store/follow-renames.ts';
import { failReasons } from './trace/fail-reasons.ts';

const files = ['web-shop.md', 'climate-controller.md', 'demo/requirements.md', 'speckit-photo-albums/spec.md'];
const texts = new Map(
  files.map((name) => [name, readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')]),
);
let made: GenerateResult;

beforeAll(async () => {
  made = await generateSuite({
    documents: [...texts].map(([path, text]) => parseDocument({ path, text })),
    lock: emptyLock,
    suites: new Map(),
    toolVersion: '0',
    now: new Date(0),
  });
});

/** Requirements with a stale or orphaned case, once the documents say `now`. */
function affected(now: ReadonlyMap<string, string>): string[] {
  const present = [...now].map(([path, text]) => parseDocument({ path, text }));
  const gone = [...texts.keys()].filter((path) => !now.has(path));
  const absent = gone.map((path) => ({ path, text: '', requirements: [], skipped: [], problems: [], runs: {} }));
  const suites = new Map(made.suites.map((each) => [each.document, each]));
  const committed = { lock: made.lock, suites, files: new Map(), texts: new Map(), problems: [] };
  const renames = findRenames(made.lock, { documents: present, gone });
  const renamed = followRenames(committed, renames, present);
  // Suites are found by the text of their file, which this test has not written.
  for (const { from, to } of renames) {
    const suite = suites.get(from);
    if (suite) renamed.suites.set(to, { ...suite, document: to });
  }
  const documents = [...present, ...absent];
  const record = followMoves(renamed, findMoves(renamed.lock, documents), documents);
  const gated = documents.map((each) => ({
    document: each.path,
    plan: planAgain(each, record.lock),
    suite: record.suites.get(each.path),
  }));
  const verdict = gate({ documents: gated, lock: record.lock }, { require: 'drafted', failOn: failReasons });
  const owner = new Map<string, string>(
    gated.flatMap(({ document, suite }) =>
      (suite?.test_cases ?? []).map((each) => [`${document}:${each.id}`, each.requirement_id] as const),
    ),
  );
  return [...new Set([...verdict.stale, ...verdict.orphaned].map((id) => owner.get(id) ?? id))].toSorted();
}

function changed(file: string, from: string | RegExp, to: string): Map<string, string> {
  const before = texts.get(file) ?? '';
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  return new Map([...texts, [file, after]]);
}

describe('exactly the affected requirement is stale after', () => {
  it.each([
    ['a number changed', 'demo/requirements.md', 'wrong code three times', 'wrong code five times', 'LOCK-1'],
    ['a digit changed', 'demo/requirements.md', 'at most 4 parcels', 'at most 5 parcels', 'LOCK-2'],
    [
      'a negation flipped',
      'demo/requirements.md',
      'shall not open a compartment',
      'shall open a compartment',
      'LOCK-3',
    ],
    ['a restriction dropped', 'demo/requirements.md', 'Only a courier', 'A courier', 'LOCK-4'],
    ['a value dropped', 'demo/requirements.md', 'languages English and German', 'language English', 'LOCK-5'],
    ['a unit changed', 'demo/requirements.md', 'within 30 s', 'within 30 ms', 'LOCK-6'],
    [
      'a condition removed',
      'demo/requirements.md',
      'When a courier closes a compartment, the locker',
      'The locker',
      'LOCK-6',
    ],
    [
      'a criterion changed',
      'demo/requirements.md',
      'label that has expired cannot',
      'label that has expired can',
      'LOCK-7',
    ],
    ['a comparator turned', 'demo/requirements.md', 'at most 4', 'at least 4', 'LOCK-2'],
  ])('%s', (_, file, from, to, id) => {
    expect(affected(changed(file, from, to))).toEqual([id]);
  });

  it('any number of any requirement changed, in every document', () => {
    let tried = 0;
    for (const [file, text] of texts) {
      for (const { id, text: said, testable, source } of parseDocument({ path: file, text }).requirements) {
        const number = /(?<=\s)\d+(?=\s)/.exec(said)?.[0];
        if (number === undefined || testable !== 'yes' || !/\d+\s/.test(said)) continue;
        const lines = text.split('\n');
        const at = lines.findIndex(
          (line, index) => index >= source.line - 1 && index < source.end_line && line.includes(` ${number} `),
        );
        if (at < 0) continue;
        const now = [...lines];
        now[at] = (lines[at] ?? '').replace(` ${number} `, ` ${Number(number) + 7} `);
        expect([id, affected(new Map([...texts, [file, now.join('\n')]]))]).toEqual([id, [id]]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(10);
  });
});

describe('nothing is stale after', () => {
  const all = (change: (text: string) => string) => new Map([...texts].map(([path, text]) => [path, change(text)]));

  it.each<[string, Map<string, string>]>([
    ['white space at the end of lines', all((text) => text.replaceAll(/\n/g, '  \n'))],
    ['Windows line ends', all((text) => text.replaceAll('\n', '\r\n'))],
    ['a byte order mark', all((text) => `\ufeff${text}`)],
    ['other quotes and dashes', all((text) => text.replaceAll("'", '’').replaceAll(/(?<=\w) - (?=\w)/g, ' – '))],
    [
      'another wrapping',
      all((text) =>
        text.replaceAll(/(\w{4,}) (?=\w{4,} \w)/g, (found, word: string, at: number) =>
          at % 7 === 0 ? `${word}\n` : found,
        ),
      ),
    ],
    ['a paragraph put in before everything', all((text) => text.replace(/\n\n/, '\n\nSomething that explains.\n\n'))],
    ['other list markers', all((text) => text.replaceAll(/^- /gm, '* '))],
  ])('%s', (_, now) => {
    expect(affected(now)).toEqual([]);
  });

  it('a file renamed', () => {
    const now = new Map([...texts].map(([path, text]) => [path.replace('web-shop', 'docs/shop'), text]));
    expect(affected(now)).toEqual([]);
  });

  it('a requirement moved to another document, and one renamed', () => {
    const text = texts.get('demo/requirements.md') ?? '';
    const moved = '**LOCK-2** The locker shall accept at most 4 parcels for one recipient.\n\n';
    expect(text).toContain(moved);
    const now = new Map([
      ...texts,
      ['demo/requirements.md', text.replace(moved, '').replace('**LOCK-3**', '**LOCK-33**')],
      ['climate-controller.md', `${texts.get('climate-controller.md')}\n## More\n\n${moved}`],
    ]);
    expect(affected(now)).toEqual([]);
  });

  it('the sections of a document in another order', () => {
    const text = texts.get('demo/requirements.md') ?? '';
    const [head = '', ...sections] = text.split(/(?=^## )/m);
    expect(affected(new Map([...texts, ['demo/requirements.md', head + sections.toReversed().join('\n')]]))).toEqual(
      [],
    );
  });
});
