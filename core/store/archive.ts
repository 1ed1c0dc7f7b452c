import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';

/** Limits for what an archive may hold; bytes are counted while they come out, whatever its directory claims. */
const mostEntries = 1000;
const largestEntry = 20_000_000;
const largestTotal = 60_000_000;
const highestRatio = 200;
const freeBytes = 1_000_000;
const step = 16_384;

type Entry = { name: string; bytes: Uint8Array };
type Opened = { entries: Entry[]; problems: Problem[] };

export const isArchive = (path: string): boolean => /\.reqifz$/i.test(path);

/** The archive that a document such as `lift.reqifz!/lift.reqif` lies in; every other path is its own. */
export const archiveOf = (path: string): string => path.replace(/(\.reqifz)!\/.*$/is, '$1');

// eslint-disable-next-line no-control-regex -- no document has such a name
const unsafe = /^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|[\u0000-\u001f\\]/;

function refuse(path: string, code: string, message: string): Problem {
  const hint = 'Export the archive again; if it is meant to be so, unpack it and name its .reqif files.';
  return problem({ code, message: `${path} ${message}`, hint });
}

function join(chunks: Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

type State = Opened & { path: string; seen: number; total: number; allowed: number; started: string[] };

function stop(state: State, code: string, message: string): void {
  if (!state.problems.some((each) => each.code === code)) state.problems.push(refuse(state.path, code, message));
}

function receive(state: State, file: UnzipFile): void {
  const { name } = file;
  state.seen++;
  if (state.seen > mostEntries) return stop(state, 'archive_too_large', `has more than ${mostEntries} entries`);
  if (unsafe.test(name))
    return stop(state, 'unsafe_entry', `has an entry that leads out of it: ${JSON.stringify(name.slice(0, 80))}`);
  if (!/\.reqif$/i.test(name)) return;
  const chunks: Uint8Array[] = [];
  let size = 0;
  file.ondata = (error, chunk, final) => {
    if (error) return stop(state, 'broken_archive', `cannot be unpacked at ${name}: ${error.message}`);
    size += chunk.length;
    state.total += chunk.length;
    if (size > largestEntry || state.total > Math.min(largestTotal, state.allowed))
      return stop(state, 'archive_too_large', `unpacks to far more than it is: ${name} was not read`);
    chunks.push(chunk);
    if (final) state.entries.push({ name, bytes: join(chunks, size) });
  };
  state.started.push(name);
  file.start();
}

/** The `.reqif` files in an archive. Nothing is written; an archive that looks like an attack gives problems and no entries. */
export function openArchive(path: string, bytes: Uint8Array): Opened {
  const allowed = freeBytes + bytes.length * highestRatio;
  const state: State = { path, entries: [], problems: [], seen: 0, total: 0, allowed, started: [] };
  const unzip = new Unzip((file) => receive(state, file));
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && state.problems.length === 0; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch (error) {
    // fflate throws on what is no archive; the cause is in its message.
    stop(state, 'broken_archive', `is no readable archive: ${error instanceof Error ? error.message : String(error)}`);
  }
  const cut = state.started.find((name) => state.entries.every((entry) => entry.name !== name));
  if (state.problems.length === 0 && cut !== undefined) stop(state, 'broken_archive', `ends in the middle of ${cut}`);
  if (state.problems.length > 0) return { entries: [], problems: state.problems };
  if (state.entries.length === 0) stop(state, 'empty_archive', 'holds no .reqif file');
  return { entries: state.entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)), problems: state.problems };
}
