import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';

type Decoded = { text: string } | { problem: Problem };

/** The encoding that a byte order mark announces; UTF-8 without one. */
function announced(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

const replacement = '\ufffd';

/** Offset and line of the first byte that is no UTF-8. The file may hold the replacement character itself. */
function firstWrongByte(bytes: Uint8Array): { offset: number; line: number } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let offset = 0;
  let done = 0;
  for (let at = text.indexOf(replacement); at >= 0; at = text.indexOf(replacement, at + 1)) {
    offset += encoder.encode(text.slice(done, at)).length;
    done = at;
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) break;
  }
  return { offset, line: text.slice(0, done).split(/\r\n|\r|\n/).length };
}

/** Bytes to text without a byte order mark. Nothing is replaced in silence: what is no text is a problem with its place. */
export function decodeText(path: string, bytes: Uint8Array): Decoded {
  const encoding = announced(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // Of UTF-8 the parsers say where a NUL is; in most files it is the sign of something that is no text at all.
    if (!text.includes('\0')) return { text };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const binary = encoding === 'utf-8' && bytes.includes(0);
  if (binary || encoding !== 'utf-8') {
    const what = binary ? 'a binary file' : `broken ${encoding.toUpperCase()}`;
    const hint = 'Save it as UTF-8 text.';
    return { problem: problem({ code: 'not_utf8', message: `${path} is ${what}, not UTF-8 text`, hint }) };
  }
  const { offset, line } = firstWrongByte(bytes);
  const byte = `0x${(bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  return {
    problem: problem({
      code: 'not_utf8',
      message: `${path} is in another encoding, not UTF-8 text: byte ${byte} at offset ${offset}, line ${line}`,
      source: { path, line, end_line: line },
      hint: 'Save it as UTF-8 text (in Excel: "CSV UTF-8").',
    }),
  };
}
