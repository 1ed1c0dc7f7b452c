import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseGlossary } from './parse-glossary.ts';

const terms = (markdown: string) => parseGlossary(markdown).map(({ term, meaning }) => `${term} = ${meaning}`);

it.each([
  [
    'bold terms',
    '**Gateway**: forwards messages\n\n**Peer** — the other end',
    ['Gateway = forwards messages', 'Peer = the other end'],
  ],
  [
    'bold terms with the colon inside',
    '- **Gateway:** forwards\n- __Peer:__ the other',
    ['Gateway = forwards', 'Peer = the other'],
  ],
  [
    'bold terms with an abbreviation',
    '**Electronic control unit** (ECU): a computer',
    ['Electronic control unit = a computer'],
  ],
  ['code terms', '* `badge_id`: printed on the badge', ['badge_id = printed on the badge']],
  [
    'dashes',
    'Gateway — forwards\n\nPeer – the other end\n\n- Dead zone - no signal',
    ['Gateway = forwards', 'Peer = the other end', 'Dead zone = no signal'],
  ],
  ['plain list items', '- Gateway: forwards\n- Peer: other', ['Gateway = forwards', 'Peer = other']],
  ['lines of one paragraph', '**A1**: one\n**B2**: two,\ngoing on', ['A1 = one', 'B2 = two, going on']],
  ['meanings below their term', 'Gateway\n: forwards messages', ['Gateway = forwards messages']],
  ['meanings in a list below', '- Gateway\n  - forwards messages', ['Gateway = forwards messages']],
  [
    'tables',
    '| Term | Meaning |\n|---|---|\n| Gateway | forwards |\n| Peer | other |',
    ['Gateway = forwards', 'Peer = other'],
  ],
  [
    'tables in another order',
    '| No | Definition | Term |\n|---|---|---|\n| 1 | forwards | Gateway |',
    ['Gateway = forwards'],
  ],
  [
    'headings with a paragraph',
    '# Glossary\n\nWhat words mean.\n\n## Gateway\n\nForwards messages\nto peers.\n\n### Peer\n\nThe other end.',
    ['Gateway = Forwards messages to peers.', 'Peer = The other end.'],
  ],
  ['groups of terms', '## G\n\n**Gateway**: forwards\n\n## Terms\n\nAll terms.', ['Gateway = forwards']],
  [
    'Chinese',
    '- **网关**：转发消息\n\n| 术语 | 定义 |\n|---|---|\n| 校验和 | 两个字节 |',
    ['网关 = 转发消息', '校验和 = 两个字节'],
  ],
  ['windows line ends', '**A1**: one\r\n**B2**: two\r\n', ['A1 = one', 'B2 = two']],
])('reads %s', (_, markdown, expected) => {
  expect(terms(markdown)).toEqual(expected);
});

it.each([
  ['prose with a dash', 'The gateway that stands in the hall of the house — it is new.'],
  ['empty meanings', '**Gateway**:\n\n| Term | Meaning |\n|---|---|\n| A1 | |'],
  ['code', '```\nA: b\n```'],
  ['nothing', ''],
])('finds no term in %s', (_, markdown) => {
  expect(terms(markdown)).toEqual([]);
});

it('keeps the first meaning of a term, and cuts long ones at a word', () => {
  expect(terms('**A1**: one\n\n**a1**: two')).toEqual(['A1 = one']);
  const [entry] = parseGlossary(`**A1**: ${'many words '.repeat(500)}`);
  expect(entry?.meaning.length).toBeLessThanOrEqual(240);
  expect(entry?.meaning).toMatch(/(?:many|words)…$/);
});

it('never throws, and gives terms and meanings on one line', () => {
  const parts = ['**', 'Term', ':', ' — ', '\n', '|', '---', '# ', '- ', ' ', '`', '\u2028', '<b>', '\\', '：'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 60 }), (list) => {
      for (const { term, meaning } of parseGlossary(list.join(''))) {
        expect(`${term}${meaning}`).not.toMatch(/[\n\u2028]/);
        expect(term.trim()).not.toBe('');
        expect(meaning.trim()).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});
