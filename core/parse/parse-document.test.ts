import { describe, expect, it } from 'vitest';
import { quoteRange } from '../text/quote.ts';
import { parseDocument } from './parse-document.ts';

const parse = (text: string) => parseDocument({ path: 'doc.md', text });

/** One line per requirement and criterion: `id kind line-end_line | text`. */
function outline(text: string): string[] {
  return parse(text).requirements.flatMap((requirement) => [
    `${requirement.id} ${requirement.kind} ${requirement.source.line}-${requirement.source.end_line} | ${requirement.text}`,
    ...requirement.criteria.map(
      (criterion) => `  ${criterion.id} ${criterion.source.line}-${criterion.source.end_line} | ${criterion.text}`,
    ),
  ]);
}

describe('parseDocument', () => {
  it.each<[string, string, string[]]>([
    [
      'a heading with an id and its body',
      '## REQ-7 Lock the account\n\nThe system shall lock\nthe account.\n\n## Other\n\nProse.',
      ['REQ-7 requirement 1-4 | The system shall lock the account.'],
    ],
    ['a heading without a body', '### FR-001: Show the clock\n', ['FR-001 requirement 1-1 | Show the clock']],
    [
      'a heading with a bracketed id',
      '### [SRS_12] Clock\n\nThe clock shall tick.',
      ['SRS_12 requirement 1-3 | The clock shall tick.'],
    ],
    [
      'a heading with its id at the end',
      '### 3.2 Clock (SRS-12)\n\nThe clock shall tick.',
      ['SRS-12 requirement 1-3 | The clock shall tick.'],
    ],
    [
      'a Spec Kit story',
      '### User Story 1 - Sell (Priority: P1)\n\nA visitor buys.\n\n**Why this priority**: It must pay.\n\n**Acceptance Scenarios**:\n\n1. **Given** a cart, **When** paid, **Then** shipped.',
      ['US1 user_story 1-9 | A visitor buys.', '  US1-AC1 9-9 | Given a cart, When paid, Then shipped.'],
    ],
    [
      'a story heading with an id of its own',
      '### US-1: Sell (P0)\n\nAs a visitor, I want to buy.',
      ['US-1 user_story 1-3 | As a visitor, I want to buy.'],
    ],
    [
      'a Kiro requirement',
      '### Requirement 1: Login\n\n**User Story:** As a user, I want to sign in, so that I see my data.\n\n#### Acceptance Criteria\n\n1. WHEN the user signs in, the system SHALL greet.\n2. The system SHALL log.',
      [
        '1 user_story 1-8 | As a user, I want to sign in, so that I see my data.',
        '  1.1 7-7 | WHEN the user signs in, the system SHALL greet.',
        '  1.2 8-8 | The system SHALL log.',
      ],
    ],
    [
      'an OpenSpec requirement with a scenario',
      '### Requirement: Login\n\nThe system SHALL greet.\n\n#### Scenario: Known user\n\n- **WHEN** a user signs in\n- **THEN** a greeting is shown',
      ['Login requirement 1-8 | The system SHALL greet.', '  AC1 7-8 | WHEN a user signs in THEN a greeting is shown'],
    ],
    ['a bold id', '**FR-001**: System MUST wait.', ['FR-001 requirement 1-1 | System MUST wait.']],
    [
      'an id in code',
      '`REQ-7` When it rains, the roof shall close.',
      ['REQ-7 requirement 1-1 | When it rains, the roof shall close.'],
    ],
    ['an id with a colon', 'FR001: The roof closes.', ['FR001 requirement 1-1 | The roof closes.']],
    ['an id in brackets', '[REQ-PWR-001] The roof closes.', ['REQ-PWR-001 requirement 1-1 | The roof closes.']],
    ['an id in parentheses', '(XY1002.1.2) The roof closes.', ['XY1002.1.2 requirement 1-1 | The roof closes.']],
    ['an id with a dash', 'REQ-7 – the roof closes.', ['REQ-7 requirement 1-1 | the roof closes.']],
    [
      'an id in a list item',
      '- REQ-7 The system shall wait.\n\n  It shall not sleep.',
      ['REQ-7 requirement 1-3 | The system shall wait. It shall not sleep.'],
    ],
    [
      'several ids in one paragraph',
      'REQ-1: The roof opens.\nREQ-2: The roof\ncloses.',
      ['REQ-1 requirement 1-1 | The roof opens.', 'REQ-2 requirement 2-3 | The roof closes.'],
    ],
    ['a bold title', '**REQ-7: Roof** The roof shall close.', ['REQ-7 requirement 1-1 | The roof shall close.']],
    [
      'list items of a requirements section',
      '## Requirements\n\n- The roof shall close.\n- Opens at noon daily',
      ['R-8eec0b requirement 3-3 | The roof shall close.', 'R-df5f19 requirement 4-4 | Opens at noon daily'],
    ],
    [
      'paragraphs of a constraints section',
      '## Constraints\n\nThe roof shall weigh at most 2 t.\n\nIt is blue.',
      ['R-e02de4 constraint 3-3 | The roof shall weigh at most 2 t.'],
    ],
    [
      'a table',
      '| Req ID | Requirement | Priority | Verification Method |\n|---|---|---|---|\n| A-1 | The roof shall\tclose. | high | Test |\n| A-2 | The roof shall open. | low | Inspection |',
      ['A-1 requirement 3-3 | The roof shall close.', 'A-2 requirement 4-4 | The roof shall open.'],
    ],
    [
      'a table whose ids stand below Requirement',
      '| Requirement | Description |\n|---|---|\n| A-1 | The roof closes. |',
      ['A-1 requirement 3-3 | The roof closes.'],
    ],
    [
      'a story without an id',
      'As a visitor,\nI want to look\nso that I know.',
      ['US-8a105e user_story 1-3 | As a visitor, I want to look so that I know.'],
    ],
    [
      'a story with criteria in its paragraph',
      '`US-12` As a customer, I want to cancel, so that I am not charged. AC1: An order can\nbe cancelled. AC2: It is refunded within 3 days.',
      [
        'US-12 user_story 1-2 | As a customer, I want to cancel, so that I am not charged.',
        '  AC1 1-2 | An order can be cancelled.',
        '  AC2 2-2 | It is refunded within 3 days.',
      ],
    ],
    [
      'criteria with ids of several spellings',
      '**US1** As a user, I want x.\n\n- AC1: It works on Monday.\n- [AC-3] It works on Tuesday.\n- US1-AC4 It works on Friday.\n- [ ] It never fails.',
      [
        'US1 user_story 1-6 | As a user, I want x.',
        '  AC1 3-3 | It works on Monday.',
        '  AC-3 4-4 | It works on Tuesday.',
        '  US1-AC4 5-5 | It works on Friday.',
        '  AC2 6-6 | It never fails.',
      ],
    ],
    [
      'a nested list of sentences',
      '- REQ-1 The export shall work:\n  - It must be fast.\n  - AC7: It is complete.',
      ['REQ-1 requirement 1-3 | The export shall work:', '  AC1 2-2 | It must be fast.', '  AC7 3-3 | It is complete.'],
    ],
    [
      'a nested list of values',
      '- REQ-1 The export shall support:\n  - CSV\n  - JSON\n  - XML',
      ['REQ-1 requirement 1-4 | The export shall support: CSV, JSON, XML'],
    ],
    [
      'Given, When and Then in three paragraphs',
      '## US-1 Cart\n\nAs a user, I want a cart.\n\nGiven a cart\n\nWhen it is emptied\n\nThen it is empty\n\nAnd no price is shown',
      [
        'US-1 user_story 1-11 | As a user, I want a cart.',
        '  US-1-AC1 5-11 | Given a cart When it is emptied Then it is empty And no price is shown',
      ],
    ],
    [
      'a scenario that stands alone',
      '`US1-AC2` **Given** a cart with one article, **When** the customer removes it, **Then** the cart is empty.',
      ['US1-AC2 scenario 1-1 | Given a cart with one article, When the customer removes it, Then the cart is empty.'],
    ],
    [
      'a scenario with the id of a story above',
      '**US-1** As a user, I want x.\n\nProse.\n\n**US1-AC2**\n**Given** a\n**When** b\n**Then** c',
      ['US-1 user_story 1-8 | As a user, I want x.', '  US1-AC2 5-8 | Given a When b Then c'],
    ],
    [
      'edge cases',
      '### Edge Cases\n\n- What happens when the network is lost?\n- When it is lost, the form is kept.',
      [
        'EC-7a7fb1 constraint 3-3 | What happens when the network is lost?',
        'EC-620b43 constraint 4-4 | When it is lost, the form is kept.',
      ],
    ],
    ['a bold id of one letter', '**V-1** The valve shall open.', ['V-1 requirement 1-1 | The valve shall open.']],
    ['success criteria', '- **SC-001**: It opens in 2 seconds.', ['SC-001 constraint 1-1 | It opens in 2 seconds.']],
    [
      'a requirement below a story',
      '## US1 Go\n\nAs a user, I want to go.\n\n- FR-1: The system shall go.',
      ['US1 user_story 1-3 | As a user, I want to go.', 'FR-1 requirement 5-5 | The system shall go.'],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it.each([
    'UTF-8: All files use it.',
    'ISO-8601 The date.',
    'RFC-2119: Words.',
    'SHA-256: Digest.',
    '**HTTP/2** is used.',
    'MP3: music',
    'H.264: video',
    'COVID-19: a year',
    'TLS 1.3: secure',
    'Windows11: new',
    'Step-1: Begin.',
    'V1.2: New words.',
    '**V.2** New words.',
  ])('does not take %s for an id', (text) => {
    expect(parse(text).requirements).toEqual([]);
  });

  it.each<[string, string, object]>([
    [
      'behind the id',
      'DOC-3 (Verification: Inspection) Each file shall carry a header.',
      { verification: 'Inspection' },
    ],
    ['in brackets', '**REQ-1** [P1] The roof shall close.', { priority: 'P1' }],
    ['at the end', 'REQ-1: The roof shall close. (ASIL B)', { safety: 'ASIL B' }],
    [
      'several at once',
      'REQ-1 (Priority: high, ASIL C): The roof shall close.',
      { priority: 'high', safety: 'ASIL C' },
    ],
    [
      'on lines of their own',
      '**REQ-1** The roof shall close.\n**Status**: draft\n**Verification**: Analysis',
      { status: 'draft', verification: 'Analysis' },
    ],
    [
      'as list items',
      '## REQ-1 Roof\n\nThe roof shall close.\n\n- Priority: low\n- Tags: a, b',
      { priority: 'low', tags: ['a', 'b'] },
    ],
  ])('takes attributes %s out of the text', (_, text, attributes) => {
    const [requirement] = parse(text).requirements;
    expect(requirement?.attributes).toMatchObject(attributes);
    expect(requirement?.text).toMatch(/^(?:The roof shall close|Each file shall carry a header)\.$/);
  });

  it.each<[string, string]>([
    ['yes', 'REQ-1: The roof shall close.'],
    ['needs_clarification', 'REQ-1: The roof shall close in [NEEDS CLARIFICATION: when?].'],
    ['needs_clarification', 'REQ-1: The roof shall close in TBD s.'],
    ['needs_clarification', 'REQ-1: Shall the roof close?'],
    ['not_by_test', 'REQ-1 (Verification: Review) The roof shall close.'],
    ['yes', 'REQ-1 (Verification: Test, Analysis) The roof shall close.'],
  ])('says %s for %s', (testable, text) => {
    expect(parse(text).requirements.map((requirement) => requirement.testable)).toEqual([testable]);
  });

  it.each([
    'Rationale: wind must not enter.',
    '**Note:** wind.',
    '\nRationale:\n\n- wind must not enter',
    '> Comment: wind.\n',
  ])('leaves %j out of the text and the hash', (note) => {
    const [plain] = parse('REQ-1: The roof shall close.').requirements;
    const document = parse(`REQ-1: The roof shall close.\n${note}`);
    expect(document.requirements).toMatchObject([{ id: 'REQ-1', text: plain?.text, hash: plain?.hash, criteria: [] }]);
    expect(document.skipped).toEqual([]);
  });

  // PAR-5
  it('keeps the hash when markup, wrapping or the id change, and not when a word does', () => {
    const hash = (text: string) => parse(text).requirements[0]?.hash;
    const base = hash('REQ-1: The roof shall close within "2 s".');
    expect(hash('- **REQ-2** – The **roof**\n  shall `close` within “2 s”.')).toBe(base);
    expect(hash('REQ-1: The roof shall not close within "2 s".')).not.toBe(base);
  });

  it('names the story above as parent and other ids as links', () => {
    const { requirements } = parse(
      '## US1 Go\n\nAs a user, I want to go.\n\n- FR-1: The system shall go as FR-2 and FR-9 say.\n- FR-2: It shall stop.',
    );
    expect(requirements.map(({ id, parent, links }) => ({ id, parent, links }))).toEqual([
      { id: 'US1', parent: undefined, links: [] },
      { id: 'FR-1', parent: 'US1', links: ['FR-2'] },
      { id: 'FR-2', parent: 'US1', links: [] },
    ]);
  });

  it('reads requirements that look like addresses of links once, however long the document', () => {
    const filler = 'Prose that fills a line of the document and says nothing at all.\n\n'.repeat(1000);
    const { requirements, problems } = parse(
      `[REQ-7]: done\n[REQ-8]: It opens.\n\n${filler}See [x].\n\n[x]: http://y.z\n`,
    );
    expect(requirements.map(({ id, text, source }) => `${id} ${source.line} ${text}`)).toEqual([
      'REQ-7 1 done',
      'REQ-8 2 It opens.',
    ]);
    expect(problems).toEqual([]);
  });

  // PAR-4
  it('keeps both of two requirements with one id and reports both lines', () => {
    const document = parse('REQ-1: The roof shall open.\n\nREQ-1: The roof shall close.');
    expect(document.requirements.map(({ id, text }) => [id, text])).toEqual([
      ['REQ-1', 'The roof shall open.'],
      ['REQ-1@2', 'The roof shall close.'],
    ]);
    expect(document.problems).toMatchObject([
      {
        code: 'duplicate_id',
        severity: 'error',
        message: expect.stringMatching(/line 1 .*line 3/),
        source: { line: 3 },
      },
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'normative prose',
      'REQ-1: It opens.\n\n## Other\n\nThe roof must close.',
      ['5-5 Normative text without an id outside a requirements section'],
    ],
    [
      'normative list items',
      'REQ-1: It opens.\n\n## Other\n\n- fine\n- The roof must close.',
      ['6-6 Normative list item without an id outside a requirements section'],
    ],
    [
      'a table without an id column',
      '| Requirement | Status |\n|---|---|\n| The roof shall close. | open |',
      ['1-3 Table of requirements without an id column'],
    ],
    ['a row without a statement', '| ID | Text |\n|---|---|\n| A-1 | |', ['3-3 Table row A-1 without a statement']],
    ['normative HTML', '<p>The roof must close.</p>', ['1-1 Normative text in an HTML block']],
    [
      'a code block that reads like requirements',
      '```\nREQ-1: The roof shall close.\n```',
      ['1-3 Code block with normative text; code is not read'],
    ],
    [
      'a scenario outline without an example',
      'REQ-1: It opens.\n\n```gherkin\nBackground:\n  Given a roof\nScenario Outline: Many\n  When <x>\n  Examples:\n  | x |\n```',
      ['6-9 Scenario outline without an example'],
    ],
    ['a Gherkin block without a scenario', '```feature\nFeature: x\n```', ['1-3 Gherkin block without a scenario']],
    ['a scenario without a step', '```gherkin\nScenario: x\n```', ['2-2 Scenario without a step']],
    [
      'Gherkin inside a criterion',
      '- REQ-1: It opens.\n  - AC1: It is fast.\n\n    ```gherkin\n    Scenario: x\n      When y\n    ```',
      ['4-7 Gherkin block in a place where it is not read'],
    ],
    ['a pointer file', 'Canonical spec: ../005-roof.md', ['1-1 Points to another document']],
    [
      'a heading that groups',
      '## FR-1 Roof\n\n### FR-1.1 Open\n\nThe roof shall open.',
      ['1-1 Heading that groups other requirements'],
    ],
  ])('reports %s as skipped', (_, text, expected) => {
    expect(parse(text).skipped.map(({ source, reason }) => `${source.line}-${source.end_line} ${reason}`)).toEqual(
      expected,
    );
  });

  it.each([
    '```\nconst roof = "must close";\n```',
    '```js\n// REQ-1: The roof shall close.\n```',
    '<!-- REQ-1: The roof must close. -->',
    '    REQ-1: The roof shall close.',
    'Just prose about roofs.',
    '',
    '- a\n- b',
  ])('finds nothing in %j', (text) => {
    expect(parse(text)).toMatchObject({ requirements: [], skipped: [], problems: [] });
  });

  it.each(['**H/7** ', '**H:8** ', '**H:8**: ', '**__proto__** ', '`a_1` ', '[x/1] ', `**R-${'9'.repeat(300)}** `])(
    'says that the id %s was not understood, and what an id looks like',
    (id) => {
      const { requirements, skipped } = parse(`${id}The roof must close.\n\n- ${id}The roof must open.`);
      expect(requirements).toEqual([]);
      expect(skipped.map(({ source }) => source.line)).toEqual([1, 3]);
      for (const { reason } of skipped) expect(reason).toMatch(/^The id \S{1,41} was not understood; .*REQ-7/);
    },
  );

  it.each([
    ['a sentence', 'The form shall reject a negative income.', ['The form shall reject a negative income.']],
    [
      'sentences among others, e.g. in a list',
      'The form is new. The form shall reject e.g. An income. It is nice.\n\n- When it rains, the roof should\n  close.\n- The roof must open.',
      ['The form shall reject e.g. An income.', 'The roof must open.'],
    ],
    ['an EARS sentence', 'When it rains, the roof should close.', ['When it rains, the roof should close.']],
  ])('takes %s for a requirement where nothing else is one', (_, text, expected) => {
    const { requirements, skipped } = parse(text);
    expect(requirements.map((each) => each.text)).toEqual(expected);
    expect(requirements.every(({ id }) => /^R-[0-9a-f]{6}$/.test(id))).toBe(true);
    expect(skipped).toEqual([]);
  });

  it('passes over the normative sentences of a document with headings, and says so', () => {
    const { requirements, skipped } = parse('# My library\n\nYou must install Node first.\n');
    expect(requirements).toEqual([]);
    expect(skipped).toMatchObject([{ source: { line: 3 } }]);
  });

  it.each<[string, string, string[]]>([
    [
      'below a story',
      '**US-1** As a user, I want a cart.\n\n```gherkin\nFeature: Cart\n\n  @fast\n  Scenario: Empty\n    Given a cart\n    # why\n    When it is emptied\n    * it waits\n    Then it is empty\n\n  Scenario: Full\n    When it is full\n    Then it says so\n```',
      [
        'US-1 user_story 1-16 | As a user, I want a cart.',
        '  AC1 6-12 | Given a cart When it is emptied And it waits Then it is empty',
        '  AC2 14-16 | When it is full Then it says so',
      ],
    ],
    [
      'below a heading, in a quote, behind CRLF',
      '## REQ-1 Roof\r\n\r\nThe roof shall close.\r\n\r\n> ```feature\r\n> Scenario: Rain\r\n>   Given rain\r\n>   Then it closes\r\n> ```\r\n',
      ['REQ-1 requirement 1-8 | The roof shall close.', '  AC1 6-8 | Given rain Then it closes'],
    ],
    [
      'below a requirement in a list',
      '- REQ-1: The roof shall close.\n\n  ```gherkin\n  Scenario: Rain\n    Given rain\n    Then it closes\n  ```',
      ['REQ-1 requirement 1-6 | The roof shall close.', '  AC1 4-6 | Given rain Then it closes'],
    ],
    [
      'with nothing above',
      '```\nScenario: Rain\n  When it rains\n  Then it closes\nScenario: Sun\n  Given sun\n  Then it opens\n```',
      ['R-HASH scenario 2-4 | When it rains Then it closes', 'R-HASH scenario 5-7 | Given sun Then it opens'],
    ],
  ])('reads the scenarios of a Gherkin block %s', (_, text, expected) => {
    expect(outline(text).map((line) => line.replace(/^R-[0-9a-f]{6} /, 'R-HASH '))).toEqual(expected);
    const document = parse(text);
    for (const runs of Object.values(document.runs)) {
      for (const run of runs) expect(document.text.slice(run.start, run.start + run.length)).not.toMatch(/[>\r\n]/);
    }
    expect(document.skipped).toEqual([]);
  });

  it.each<[string, string, number]>([
    ['binary_file', 'a\nb\0c', 2],
    ['file_too_large', 'a b\n'.repeat(5_300_000), 1],
    ['line_too_long', `a\n${'b '.repeat(600_000)}`, 2],
    ['too_deep', `a\n${'> '.repeat(120)}b`, 2],
    ['too_deep', Array.from({ length: 150 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'), 101],
  ])('answers %s without parsing', (code, text, line) => {
    const document = parse(text);
    expect(document.problems).toMatchObject([{ code, severity: 'error', source: { path: 'doc.md', line } }]);
    expect(document.problems[0]?.hint).not.toBe('');
    expect(document.requirements).toEqual([]);
  });

  it('quotes an enumeration over the list it stands in', () => {
    const document = parse('- REQ-1 The export shall support:\n  - CSV\n  - JSON');
    const text = document.requirements[0]?.text ?? '';
    const at = text.indexOf('JSON');
    expect(quoteRange(document, { text, runs: document.runs['REQ-1'] ?? [] }, { from: at, to: at + 4 })).toEqual({
      quote: 'JSON',
      line: 3,
      start: 46,
      end: 50,
    });
  });

  it('reads a document of many chunks like a small one', () => {
    const item = (n: number) => `- REQ-${n}: The **roof** shall open\n  ${n} times.\n`;
    const row = (n: number) => `| T-${n} | The roof shall close ${n} times. | low |\n`;
    const numbers = Array.from({ length: 3000 }, (_, n) => n + 1);
    const text = `# Spec\n\n${numbers.map(item).join('')}\n| ID | Requirement | Priority |\n|---|---|---|\n${numbers.map(row).join('')}`;
    const document = parse(text);
    expect(document.requirements).toHaveLength(6000);
    for (const [index, requirement] of document.requirements.entries()) {
      const n = (index % 3000) + 1;
      const listed = index < 3000;
      expect(requirement).toMatchObject({
        id: listed ? `REQ-${n}` : `T-${n}`,
        text: `The roof shall ${listed ? 'open' : 'close'} ${n} times.`,
        source: { line: listed ? 1 + 2 * n : 6005 + n },
      });
      const clean = { text: requirement.text, runs: document.runs[requirement.id] ?? [] };
      const quote = quoteRange(document, clean, { from: 0, to: requirement.text.length });
      expect(quote?.quote).toBe(listed ? `The **roof** shall open\n  ${n} times.` : requirement.text);
    }
  });

  it.each([
    ['emphasis', '*a_ '.repeat(50_000)],
    ['brackets', '['.repeat(200_000)],
    ['attribute groups', `REQ-1: The roof shall close. ${'(P1) '.repeat(12_000)}`],
    ['repeated criteria', `REQ-1: The roof closes. ${'AC1: it is shut. '.repeat(5_000)}`],
    ['repeated scenarios', 'Given x\nWhen y\nThen z\n'.repeat(5_000)],
  ])('reads a hostile amount of %s', { timeout: 60_000 }, (_, text) => {
    expect(parse(text).text).toBe(text);
  });
});
