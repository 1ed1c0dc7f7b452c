import { describe, expect, it } from 'vitest';
import { detectFormat } from '../formats.ts';
import { parseDocument } from '../parse-document.ts';

const parse = (path: string, text: string, columns?: Record<string, string>) =>
  parseDocument({ path, text, ...(columns ? { columns } : {}) });

const texts = (path: string, text: string, columns?: Record<string, string>) =>
  parse(path, text, columns).requirements.map(({ id, text: own }) => `${id} ${own}`);

describe('recognisesTabular', () => {
  it.each<[string, string]>([
    ['package.json', '{"name": "x", "version": "1.0.0", "description": "Must be good", "keywords": ["a"]}'],
    ['tsconfig.json', '{"compilerOptions": {"strict": true}}'],
    ['docker-compose.yml', 'services:\n  web:\n    image: x\n    description: y\n'],
    ['requirements.yml', 'collections:\n  - name: community.general\n    version: 1.0.0\n'],
    ['ansible/requirements.yml', '- src: geerlingguy.java\n  name: java\n  version: 1.9\n'],
    ['chart/requirements.yaml', 'dependencies:\n  - name: redis\n    version: 1.0\n    repository: x\n'],
    ['.github/workflows/ci.yml', 'on: push\njobs:\n  a:\n    steps:\n      - name: x\n        run: y\n'],
    [
      'openapi.yaml',
      'openapi: 3.0.0\ninfo:\n  title: x\n  description: y\npaths:\n  /a:\n    get:\n      description: z\n',
    ],
    ['posts.json', '[{"id": 1, "title": "x", "body": "The system shall"}]'],
    ['people.csv', 'Name,City,Age\nAnn,Rome,3\n'],
    ['products.csv', 'ID,Name,Description\n1,Cup,A cup\n'],
    ['notes.csv', 'id,text\n1,Tea at four\n2,You must see this\n3,Bye for now\n'],
    ['matrix.csv', 'ID,Requirement\nT-1,REQ-1\nT-2,REQ-2\n'],
    ['casewright/shop.cases.yml', 'requirements:\n  - id: R-1\n    text: x\n'],
    ['casewright.yml', 'columns:\n  text: Description\nrequirements:\n  - id: a\n    text: b\n'],
  ])('leaves %s alone', (path, text) => {
    expect(detectFormat({ path, text })).toBeUndefined();
  });

  it.each<[string, string]>([
    ['export.csv', 'Issue key,Summary,Description\nA-1,x,y\n'],
    ['r.csv', 'id,text\nR-1,The door shall open.\nR-2,It closes after 3 s.\n'],
    ['r.csv', 'id,title,description\nR-1,Lock,"As a guest, I want to lock the door."\n'],
    ['q.csv', 'ID,Requirement\nQ-1,The door opens within 3 seconds.\n'],
    ['q.tsv', 'Door\n\nID\tText\nQ-1\tThe door shall open.\n'],
    ['x.json', '[{"requirement_id": "A-1", "statement": "x"}]'],
    ['x.json', '{"user_stories": [{"id": 1, "title": "a", "acceptanceCriteria": ["b"], "description": "c"}]}'],
    ['x.yaml', '# list\n- id: A-1\n  statement: It opens.\n'],
    ['x.yml', 'requirements:\n- id: A-1\n  text: It opens.\n'],
    ['stories.yaml', '- id: "1.1"\n  title: x\n  description: As a user, I want y.\n'],
  ])('takes %s: %j', (path, text) => {
    expect(detectFormat({ path, text })).toBe('tabular');
  });
});

describe('readTabular', () => {
  it('reads the columns that the configuration names', () => {
    const file = 'Nr,Was,Anmerkung,Erledigt wenn\n7,Das Tor schließt.,neu,- Es ist zu.\n';
    expect(texts('x.csv', file, { id: 'Nr', text: 'Was', criteria: 'Erledigt wenn' })).toEqual(['7 Das Tor schließt.']);
    expect(parse('x.csv', file, { text: 'was', criteria: 'ERLEDIGT WENN' }).requirements[0]?.criteria).toMatchObject([
      { id: 'AC1', text: 'Es ist zu.' },
    ]);
  });

  it('says which columns there are when none holds a text, or when the named one is missing', () => {
    expect(parse('x.csv', 'Alpha,Beta\n1,2\n')).toMatchObject({
      requirements: [],
      problems: [
        {
          code: 'no_text_column',
          message: expect.stringContaining('"Alpha", "Beta"'),
          hint: expect.stringContaining('columns'),
        },
      ],
    });
    const problems = parse('x.csv', 'ID,Text\n1,It opens.\n', { text: 'Was', colour: 'x' }).problems;
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['unknown_column', 'warning'],
      ['unknown_field', 'error'],
    ]);
  });

  it('reads records by their ids and lists inside other objects', () => {
    expect(texts('x.yaml', 'requirements:\n  A-1:\n    text: It opens.\n  A-2:\n    text: It closes.\n')).toEqual([
      'A-1 It opens.',
      'A-2 It closes.',
    ]);
    expect(texts('x.json', '{"data": {"spec": {"stories": [{"id": "S-1", "description": "It opens."}]}}}')).toEqual([
      'S-1 It opens.',
    ]);
    const epics = '{"epics": [{"id": "E-1", "title": "E", "stories": [{"id": "S-1", "text": "It opens."}]}]}';
    expect(texts('x.json', epics)).toEqual(['S-1 It opens.']);
  });

  it.each<[string, string, string[], string]>([
    ['numbers', 'It opens.\n1. It is fast.\n2) It is quiet.', ['It is fast.', 'It is quiet.'], 'It opens.'],
    [
      'Jira markup',
      'It opens.\n\nh3. Acceptance Criteria\n* It is fast.\n** It is quiet.',
      ['It is fast.', 'It is quiet.'],
      'It opens.',
    ],
    [
      'check boxes and ids',
      'It opens.\n- [ ] AC-3: It is fast.\n- [x] It is quiet.',
      ['It is fast.', 'It is quiet.'],
      'It opens.',
    ],
    [
      'wrapped items',
      'It opens.\n- It is fast\n  and quiet.\n- It waits for me.',
      ['It is fast and quiet.', 'It waits for me.'],
      'It opens.',
    ],
    ['mere values', 'It supports:\n- CSV\n- JSON', [], 'It supports: CSV, JSON'],
    [
      'steps',
      'It opens.\nGiven rain\nWhen it stops\nThen it opens',
      ['Given rain When it stops Then it opens'],
      'It opens.',
    ],
    ['a list alone', '- It is fast and quiet.\n- It waits for me.', [], 'It is fast and quiet. It waits for me.'],
    ['a note', 'It opens.\nRationale: wind.\n\nIt waits.', [], 'It opens. It waits.'],
  ])('takes a cell with %s apart', (_, cell, criteria, text) => {
    const { requirements } = parse('x.csv', `ID,Requirement\nR-1,"${cell}"\n`);
    expect(requirements.map((each) => each.text)).toEqual([text]);
    expect(requirements[0]?.criteria.map((each) => each.text)).toEqual(criteria);
  });

  it('changes no hash when a comment or a rationale is edited', () => {
    const hash = (comment: string) =>
      parse('x.csv', `ID,Requirement,Rationale,Comment\nR-1,It opens.,${comment},${comment}\n`).requirements[0]?.hash;
    expect(hash('because')).toBe(hash('"it shall"'));
  });

  it('lets the names of prototypes be names', () => {
    const { requirements } = parse(
      'x.json',
      '[{"id": "__proto__", "text": "It opens.", "__proto__": {"text": "no"}, "constructor": {"hasOwnProperty": 1}, "toString": "x"}]',
    );
    expect(requirements.map(({ id, text }) => [id, text])).toEqual([['__proto__', 'It opens.']]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('reads what is left of a file that is broken in every line', () => {
    const found = parse('x.yaml', 'a: b: c\n'.repeat(100_000));
    expect(found.requirements).toEqual([]);
    expect(found.problems.map(({ code }) => code)).toEqual(Array(5).fill('broken_yaml'));
  });

  it('stops at a bomb of aliases and says so', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`);
    const bomb = `l0: &l0 [x, x]\n${levels.join('\n')}\nrequirements:\n  - id: R-1\n    text: It opens.\n  - id: R-2\n    text: *l9\n${'  - {id: *l9}\n'.repeat(100)}`;
    const found = parse('x.yaml', bomb);
    expect(found.requirements.map(({ id }) => id)).toEqual(['R-1']);
    expect(found.problems.map(({ code }) => code)).toContain('yaml_aliases');
  });

  it.each<[string, string, (n: number) => string]>([
    [
      'CSV',
      'x.csv',
      (n) =>
        `ID,Requirement\n${Array.from({ length: n }, (_, i) => `R-${i},"The roof shall close ""now"" in ${i} s."`).join('\n')}`,
    ],
    [
      'JSON',
      'x.json',
      (n) =>
        JSON.stringify(
          Array.from({ length: n }, (_, i) => ({ id: `R-${i}`, statement: `The roof shall\nclose in ${i} s.` })),
          undefined,
          1,
        ),
    ],
    [
      'YAML',
      'x.yaml',
      (n) =>
        Array.from({ length: n }, (_, i) => `- id: R-${i}\n  statement: The roof shall close in ${i} s.\n`).join(''),
    ],
  ])('reads 20,000 requirements of %s', (_, path, text) => {
    expect(parse(path, text(20_000)).requirements).toHaveLength(20_000);
  });
});
