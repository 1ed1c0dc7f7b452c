/**
 * A part of a document that Markdown can be read from by itself. Offset + `delta` is the offset in the whole file.
 * `joins` says that its first block continues the last block of the chunk before; what begins at or behind `size` is
 * shared by all chunks and stands elsewhere in the file.
 */
export type Chunk = { text: string; delta: number; size: number; joins?: 'list' | 'table' };

/** The Markdown parser needs more than linear time; measured, parts of this size are the fastest. */
const enough = 4 * 1024;
const long = 8 * 1024;
const tooLong = 192 * 1024;

const fenceLine = /^[ \t>]{0,64}(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/;
const heading = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const listItem = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const definition = /^ {0,3}\[[^\]]{1,200}\]:[ \t]*\S/;
const rawBlock = /^ {0,3}<(script|pre|style|textarea)\b/i;

type Open = { closes: (line: string) => boolean };

function opens(line: string): Open | undefined {
  const fence = fenceLine.exec(line)?.[1];
  if (fence) {
    // A fence closes with at least as many of the same character and nothing behind.
    return {
      closes: (other) =>
        other.replace(/^[ \t>]*/, '').startsWith(fence) && !/[^`~\s]/.test(other.replace(/^[ \t>]*/, '')),
    };
  }
  const comment = line.lastIndexOf('<!--');
  if (comment >= 0 && !line.includes('-->', comment)) return { closes: (other) => other.includes('-->') };
  const tag = rawBlock.exec(line)?.[1]?.toLowerCase();
  if (tag && !line.toLowerCase().includes(`</${tag}`))
    return { closes: (other) => other.toLowerCase().includes(`</${tag}`) };
  return undefined;
}

function cutHere(
  line: string,
  before: { blank: boolean; table: string },
  size: number,
): Chunk['joins'] | 'block' | undefined {
  if (size < enough) return undefined;
  if (heading.test(line)) return 'block';
  if (size < long) return undefined;
  if (before.table) return line.includes('|') ? 'table' : undefined;
  if (listItem.test(line)) return 'list';
  if ((before.blank && /^\S/.test(line)) || size > tooLong) return 'block';
  return undefined;
}

/** Cuts a document at places where it does not matter, so that parsing time grows with its length. */
export function cutChunks(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  const definitions: string[] = [];
  let begin = 0;
  let current: { joins?: 'list' | 'table'; header: string } = { header: '' };
  let open: Open | undefined;
  let previous = '';
  let table = '';
  const close = (end: number): void => {
    const { header, joins } = current;
    // The Markdown parser would drop a BOM at the start without counting it in its offsets.
    while (header === '' && begin < end && text.charCodeAt(begin) === 0xfeff) begin++;
    const own = header + text.slice(begin, end);
    chunks.push({ text: own, size: own.length, delta: begin - header.length, ...(joins ? { joins } : {}) });
    begin = end;
  };
  for (let at = begin; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    if (open) {
      if (open.closes(line)) open = undefined;
    } else {
      const cut = cutHere(line, { blank: previous === '', table }, at - begin);
      if (cut) {
        close(at);
        current = { header: cut === 'table' ? table : '', ...(cut === 'block' ? {} : { joins: cut }) };
      }
      open = opens(line);
      if (line === '') table = '';
      else if (!table && previous.includes('|') && line.includes('-') && delimiterRow.test(line))
        table = `${previous}\n${line}\n`;
      if (definitions.length < 100 && definition.test(line)) definitions.push(line.slice(0, 500));
    }
    previous = line;
    at = next;
  }
  close(text.length);
  // A link definition may stand far from the links that use it.
  const shared = chunks.length > 1 && definitions.length > 0 ? `\n\n${definitions.join('\n')}\n` : '';
  return chunks.map((chunk) => ({ ...chunk, text: chunk.text + shared }));
}
