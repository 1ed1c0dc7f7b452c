import {
  type Committed,
  ConfigurationError,
  type DocumentFormat,
  emptyLock,
  type ParsedDocument,
  problem,
  readRecord,
} from '../core/index.ts';
import { LRUCache } from 'lru-cache';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './define-tool.ts';
import { heavily } from './heavily.ts';
import { locate } from './locate.ts';
import { configOf } from './pick-writer.ts';

export type InputArguments = { path?: string; text?: string; format?: DocumentFormat };

/** What a call is about. `root` is absent for text, which has no committed suite. */
export type Input = {
  documents: ParsedDocument[];
  root?: string;
  committed: Committed;
  /** The documents, and those that are gone but still on record. */
  recorded: ParsedDocument[];
};

const longestText = 1_000_000;

/**
 * Reads and parses what the arguments name, with the committed record of it. @throws ConfigurationError with all that
 * could not be read
 */
export async function readInput({ path, text, format }: InputArguments, settings: Settings): Promise<Input> {
  if ((path === undefined) === (text === undefined)) throw oneOfBoth(path !== undefined);
  if (text !== undefined) {
    if (text.length > longestText) throw tooLong(text.length);
    const document = await parsedText(text, format, settings);
    return { documents: usable([document]), committed: noneCommitted(), recorded: [document] };
  }
  const located = await locate(path ?? '', settings.roots);
  if ('problem' in located) throw new ConfigurationError([located.problem]);
  const { root } = located;
  const { columns } = await configOf(root, settings);
  const size = await bytesOf(located.paths, root);
  const wanted = { located, root, options: columns ? { columns } : {} };
  const read = await heavily('read', wanted, { size, settings });
  if (read.problems.length > 0) throw new ConfigurationError(read.problems);
  const documents = usable(read.documents);
  const { committed, documents: recorded } = await readRecord(documents, root);
  if (committed.problems.length > 0) throw new ConfigurationError(committed.problems);
  return { documents, root, committed, recorded };
}

// An assistant plans a text, has it written and checks it: all three read the same. Few and short enough to hold in memory.
const texts = new LRUCache<string, ParsedDocument>({
  max: 500,
  maxSize: longestText,
  sizeCalculation: (_, key) => key.length,
});

async function parsedText(
  text: string,
  format: DocumentFormat | undefined,
  settings: Settings,
): Promise<ParsedDocument> {
  const key = `${format ?? ''} ${text}`;
  const known = texts.get(key);
  if (known) return known;
  const file = { path: 'text.md', text, ...(format && { format }) };
  const document = await heavily('parse', file, { size: text.length, settings });
  texts.set(key, document);
  return document;
}

async function bytesOf(paths: string[], root: string): Promise<number> {
  // What cannot be read is named when it is read.
  const sizes = paths.map((path) =>
    stat(join(root, path)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function noneCommitted(): Committed {
  return { lock: emptyLock, suites: new Map(), files: new Map(), texts: new Map(), problems: [] };
}

/** @throws ConfigurationError when there is no requirement in any of them */
export function requireRequirements(documents: ParsedDocument[]): void {
  if (documents.some(({ requirements }) => requirements.length > 0)) return;
  const names = documents.map(({ path }) => path).join(', ');
  const passed = documents.flatMap(({ skipped }) => skipped).slice(0, 3);
  const over = passed.map(({ source, reason }) => `${source.path}:${source.line} ${reason}`).join('; ');
  const hint = `${over && `Passed over: ${over}. `}A requirement has an id (REQ-1, FR-001), is a user story ("As a …, I want …"), a Given/When/Then scenario, or a sentence with shall or must.`;
  throw new ConfigurationError([
    problem({ code: 'no_requirement', message: `no requirement found in ${names}`, hint }),
  ]);
}

function usable(documents: ParsedDocument[]): ParsedDocument[] {
  if (documents.every(({ text }) => text.trim() === '')) throw empty(documents);
  const read = documents.some(({ requirements }) => requirements.length > 0);
  const broken = documents.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'error');
  if (!read && broken.length > 0) throw new ConfigurationError(broken);
  return documents;
}

function empty(documents: ParsedDocument[]): ConfigurationError {
  const message = `there is no text in ${documents.map(({ path }) => path).join(', ')}`;
  return new ConfigurationError([
    problem({ code: 'empty_document', message, hint: 'Name a document that holds requirements.' }),
  ]);
}

function oneOfBoth(both: boolean): ConfigurationError {
  const message = both ? 'path and text are both given' : 'neither path nor text is given';
  const hint = 'Give path (a document below the root folder) or text (the requirements themselves, as Markdown).';
  return new ConfigurationError([problem({ code: 'wrong_argument', message, hint })]);
}

function tooLong(length: number): ConfigurationError {
  const message = `text is ${length} characters long; at most ${longestText} are read`;
  return new ConfigurationError([problem({ code: 'too_large', message, hint: 'Split it, or name a file with path.' })]);
}
