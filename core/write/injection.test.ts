import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateway } from '../../fixtures/drafted-items.ts';
import type { Drafted } from '../../fixtures/drafted-items.ts';
import { injections } from '../../fixtures/injections.ts';
import type { TestCase } from '../types.ts';
import { draftedItems } from './ask-model.ts';
import { contextFor, type PromptContext } from './context/context-for.ts';
import { contextIndex } from './context/context-index.ts';
import { loadPrompt } from './load-prompt.ts';
import { promptFor } from './prompt-for.ts';

const loaded = await loadPrompt({ folder: 'prompts', variant: 'rag' });
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;

const context: PromptContext = {
  examples: ['{"s":["Go"]}'],
  glossary: ['message: two bytes'],
  neighbours: ['Next to it'],
};
const fill = ({ requirement, demands, drafts }: Drafted, said = context) =>
  promptFor({ prompt, requirement, items: draftedItems(demands, drafts), context: said });
const clean = fill(gateway());

// As an engine would read the turn: lines that are a fence, what stands between them, and all else.
const parts = (content = '') => content.split(/^(?:<<<|>>>)$/m);
const fenceOf = { examples: 1, glossary: 3, neighbours: 5, requirement: 7, drafts: 9 } as const;

const control =
  />>>?|<[^\s\d=]|[<＜][\|｜]|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|gMASK|@BOS@|EOT|start_header_id)\]|[\p{Cc}--\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/v;

/** The attack reached its fence and nothing else: same messages, same roles, all that is ours byte for byte. */
const expectContained = (messages: ReturnType<typeof fill>, fence: number) => {
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
  expect(messages.slice(0, -1)).toEqual(clean.slice(0, -1));
  const [said, ours] = [parts(messages.at(-1)?.content), parts(clean.at(-1)?.content)];
  expect(said).toHaveLength(ours.length);
  for (const [index, part] of ours.entries()) if (index !== fence) expect(said[index]).toBe(part);
  expect(said[fence]).not.toBe(ours[fence]);
  expect(said[fence]).not.toMatch(control);
  expect(said[fence]?.length).toBeLessThan(6000);
};

const withRequirement = (change: Partial<Drafted['requirement']>) => {
  const given = gateway();
  return { ...given, requirement: { ...given.requirement, ...change } };
};
const withDrafts = (change: (draft: TestCase) => Partial<TestCase>, statement?: string): Drafted => {
  const { requirement, demands, drafts } = gateway();
  return {
    requirement,
    demands: demands.map((demand) =>
      statement === undefined ? demand : { ...demand, item: { ...demand.item, statement } },
    ),
    drafts: drafts.map((draft) => ({ ...draft, ...change(draft) })),
  };
};

const places: Record<string, { fence: number; fill: (text: string) => ReturnType<typeof fill>; lines: number }> = {
  'the text of the requirement': {
    fence: fenceOf.requirement,
    lines: 1,
    fill: (text) => fill(withRequirement({ text: `The gateway. ${text}` })),
  },
  'the id of the requirement': { fence: fenceOf.requirement, lines: 1, fill: (id) => fill(withRequirement({ id })) },
  'a criterion': {
    fence: fenceOf.requirement,
    lines: 2,
    fill: (text) => {
      const { requirement, demands, drafts } = withRequirement({
        criteria: [{ id: text, text, source: gateway().requirement.source }],
      });
      return fill({
        requirement,
        drafts,
        demands: demands.map((demand) => ({ ...demand, item: { ...demand.item, criterion_id: text } })),
      });
    },
  },
  'a coverage item': { fence: fenceOf.drafts, lines: 4, fill: (text) => fill(withDrafts(() => ({}), text)) },
  'a draft': {
    fence: fenceOf.drafts,
    lines: 4,
    fill: (text) => {
      const cut = text.slice(0, 600);
      return fill(
        withDrafts(() => ({ expected_result: cut, steps: [cut], preconditions: [cut], test_data: { [cut]: cut } })),
      );
    },
  },
  'a neighbour': {
    fence: fenceOf.neighbours,
    lines: 1,
    fill: (text) => fill(gateway(), { ...context, neighbours: [text] }),
  },
  'the glossary': {
    fence: fenceOf.glossary,
    lines: 2,
    fill: (text) => fill(gateway(), { ...context, glossary: [text, text] }),
  },
  'an accepted case': {
    fence: fenceOf.examples,
    lines: 1,
    fill: (text) => fill(gateway(), { ...context, examples: [text] }),
  },
};

describe.each(Object.entries(places))('an injection in %s', (_, place) => {
  it.each(Object.entries(injections))('stays data: %s', (_name, attack) => {
    const messages = place.fill(attack);
    expectContained(messages, place.fence);
    // One line for each thing: none can look like a second draft, id or list entry.
    expect(parts(messages.at(-1)?.content)[place.fence]?.trim().split('\n')).toHaveLength(place.lines);
  });

  it('stays data in any mixture', () => {
    const shreds = [
      '>',
      '<',
      '|',
      'im_end',
      '\n',
      '\r',
      '\u2028',
      '\u200b',
      '[',
      'INST',
      ']',
      '/',
      '{{',
      'keys',
      '}}',
      '"',
      '\\',
      '`',
      '&',
      ' ',
      'x',
      '\u{e0041}',
      '＜',
      '\ud83d',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shreds), { minLength: 1, maxLength: 40 }), (list) => {
        expectContained(place.fill(`y${list.join('')}`), place.fence);
      }),
    );
    expect.hasAssertions();
  });
});

it.each(Object.entries(injections))('an injection that retrieval finds stays data: %s', (_, attack) => {
  const { requirement } = gateway();
  const other = { ...requirement, id: 'GW-12', hash: 'other', text: `${requirement.text} ${attack}`, title: attack };
  const [draft] = gateway().drafts;
  if (draft === undefined) throw new Error('the fixture has drafts');
  const found = contextFor(
    requirement,
    contextIndex({
      requirements: [requirement, other],
      glossary: [{ term: 'gateway', meaning: attack }],
      accepted: new Map([
        [
          'spec.md',
          [{ ...draft, requirement_id: 'GW-12', status: 'accepted' as const, steps: [attack.slice(0, 200)] }],
        ],
      ]),
    }),
  );
  const said = fill(gateway(), found);
  expect(said.slice(0, -1)).toEqual(clean.slice(0, -1));
  expect(parts(said.at(-1)?.content)).toHaveLength(parts(clean.at(-1)?.content).length);
  expect(
    said
      .at(-1)
      ?.content.split(/^(?:<<<|>>>)$/m)
      .filter((_part, index) => index % 2 === 1)
      .join(''),
  ).not.toMatch(control);
  expect(found.glossary).toHaveLength(1);
});
