import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import { problem } from '../errors.ts';
import { lazySchema } from '../text/lazy-schema.ts';
import type { Problem } from '../types.ts';
import type { Lock, LockedCase, LockedDocument, LockedRequirement, Writer } from './lock.ts';

const text = { type: 'string' } as const satisfies JSONSchema;
const texts = { type: 'object', additionalProperties: text } as const satisfies JSONSchema;
const number = { type: 'integer', minimum: 1 } as const satisfies JSONSchema;

const documentLine = {
  type: 'object',
  properties: { document: text, digest: text, suite: text, clean: { type: 'boolean' } },
  required: ['document', 'digest', 'suite'],
} as const satisfies JSONSchema;

const caseEntry = {
  type: 'object',
  properties: {
    content: text,
    basis: text,
    by: text,
    covers: { type: 'array', items: number },
    criterion: text,
    signed: { enum: ['accepted', 'rejected', 'human'] },
  },
  required: ['content', 'basis', 'by', 'covers'],
} as const satisfies JSONSchema;

const requirementLine = {
  type: 'object',
  properties: {
    requirement: { type: 'string', pattern: '^.+:.+$' },
    hash: text,
    criteria: texts,
    items: { type: 'object', additionalProperties: number },
    next: number,
    questions: number,
    ideas: { type: 'object', additionalProperties: number },
    cases: { type: 'object', additionalProperties: caseEntry },
  },
  required: ['requirement', 'hash', 'items', 'next', 'cases'],
} as const satisfies JSONSchema;

const writerLine = {
  type: 'object',
  properties: { writer: text, model: text, model_digest: text, prompt: text, schema: text },
  required: ['writer', 'model'],
} as const satisfies JSONSchema;

const documentCheck = lazySchema<FromSchema<typeof documentLine>>(documentLine);
const requirementCheck = lazySchema<FromSchema<typeof requirementLine>>(requirementLine);
const writerCheck = lazySchema<FromSchema<typeof writerLine>>(writerLine);
const versionCheck = lazySchema<{ casewright_lock: number }>({
  type: 'object',
  properties: { casewright_lock: { type: 'integer' } },
  required: ['casewright_lock'],
});

/**
 * Reads a lockfile. A line that cannot be read is a problem; what it recorded counts as not recorded. A requirement
 * that occurs twice (a union merge) keeps its first line and the higher `next`, so that no number is used again; a
 * document that occurs twice has no known digest.
 */
export function parseLock(file: { path: string; text: string }): { lock: Lock; problems: Problem[] } {
  const lines = file.text.split(/\r?\n/);
  const problems: Problem[] = [];
  const documents = new Map<string, LockedDocument>();
  const writers = new Map<string, Writer>([['rules', { model: 'rules' }]]);
  const requirements = new Map<string, LockedRequirement>();
  const place = (index: number) => ({ path: file.path, line: index + 1, end_line: index + 1, column: 1 });

  const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})( |$)/.test(line));
  if (conflict >= 0) problems.push(conflictProblem(file.path, place(conflict)));

  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || /^(<{7}|={7}|>{7}|\|{7})( |$)/.test(line)) continue;
    const value = parseJson(line);
    // The most frequent kind first: a lockfile has a line for each of ten thousand requirements.
    if (requirementCheck()(value)) {
      const first = requirements.get(value.requirement);
      if (first) first.next = Math.max(first.next, value.next);
      else requirements.set(value.requirement, lockedFrom(value, { documents, writers }));
    } else if (versionCheck()(value)) {
      if (value.casewright_lock !== 1) problems.push(newerProblem(file.path, place(index)));
    } else if (documentCheck()(value)) {
      const again = documents.has(value.document);
      documents.set(value.document, again ? { document: value.document, digest: '', suite: '' } : { ...value });
    } else if (writerCheck()(value)) {
      const { writer, model, model_digest, prompt, schema } = value;
      const digests = { ...(model_digest && { model_digest }), ...(prompt && { prompt }), ...(schema && { schema }) };
      writers.set(writer, { model, ...digests });
    } else {
      problems.push(lineProblem(file.path, place(index)));
    }
  }
  return { lock: { documents: [...documents.values()], requirements: [...requirements.values()] }, problems };
}

type Before = { documents: ReadonlyMap<string, LockedDocument>; writers: ReadonlyMap<string, Writer> };

/** Paths and ids may both hold a colon, so the documents named above decide where the key is split: the longest one. */
function lockedFrom(line: FromSchema<typeof requirementLine>, { documents, writers }: Before): LockedRequirement {
  const { requirement } = line;
  let colon = requirement.lastIndexOf(':');
  while (colon > 0 && !documents.has(requirement.slice(0, colon))) colon = requirement.lastIndexOf(':', colon - 1);
  if (colon <= 0) colon = requirement.indexOf(':');
  const cases = Object.entries(line.cases).map(([id, { by, criterion, signed, ...rest }]): [string, LockedCase] => {
    const said = { ...rest, by: writers.get(by) ?? { model: by } };
    return [id, { ...said, ...(criterion !== undefined && { criterion }), ...(signed && { signed }) }];
  });
  return {
    document: line.requirement.slice(0, colon),
    id: line.requirement.slice(colon + 1),
    hash: line.hash,
    criteria: line.criteria ?? {},
    items: line.items,
    next: line.next,
    questions: line.questions ?? 0,
    ideas: line.ideas ?? {},
    cases: Object.fromEntries(cases),
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

type Place = NonNullable<Problem['source']>;

function conflictProblem(path: string, source: Place): Problem {
  return problem({
    code: 'lock_conflict',
    message: `${path} holds the conflict markers of a merge`,
    source,
    hint: 'Delete the marker lines (<<<<<<<, =======, >>>>>>>), keep the lines of both sides, then run `casewright generate`.',
  });
}

function newerProblem(path: string, source: Place): Problem {
  const hint = 'Update casewright, or restore the file from version control.';
  return problem({ code: 'lock_version', message: `${path} was written by a newer casewright`, source, hint });
}

function lineProblem(path: string, source: Place): Problem {
  return problem({
    code: 'lock_line',
    message: `${path} has a line that cannot be read`,
    source,
    hint: 'Restore the file from version control, or delete this line: its requirement is then written again.',
  });
}
