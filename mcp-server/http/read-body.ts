import { isJsonContentType } from '@modelcontextprotocol/server';
import type { HttpContext } from './exchange.ts';
import { isSound, unsound } from '../is-sound.ts';
import { because, type Refusal } from './refuse.ts';

export type Body = { value: Record<string, unknown> } | { refusal: Refusal };

/** The JSON object of a request. Read no further than `limit` bytes, whatever its headers promise. */
export async function readBody(c: HttpContext, limit: number): Promise<Body> {
  if (!isJsonContentType(c.req.header('content-type') ?? null)) return refused(notJson);
  const promised = Number(c.req.header('content-length') ?? 0);
  const bytes = promised > limit ? 'too_large' : await readBytes(c.req.raw.body, limit).catch(() => 'gone' as const);
  if (bytes === 'gone') return refused(gone);
  if (bytes === 'too_large') return refused(tooLarge(limit));
  const parsed = parse(bytes);
  if (parsed === undefined) return refused(broken);
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused(noObject);
  return isSound(value) ? { value: { ...value } } : refused({ problems: [unsound] });
}

async function readBytes(body: Request['body'], limit: number): Promise<Buffer | 'too_large'> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return 'too_large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

const refused = (refusal: Refusal): Body => ({ refusal });

// The connection broke, or was broken off because the client took too long.
const gone = because('cancelled', 'the request ended before its body did', 'Send it again.');
const notJson = because(
  'unsupported_media_type',
  'the body is not declared as JSON',
  'Send Content-Type: application/json.',
);
const broken = because('broken_json', 'the body is no JSON in UTF-8', 'Send one JSON object.');
const noObject = because('wrong_argument', 'the body is no JSON object', 'Send the arguments as one JSON object.');
const tooLarge = (limit: number): Refusal => ({
  ...because('too_large', `the body is larger than ${limit} bytes`, 'Split it, or name a file with path.'),
  // The rest of it is not read.
  headers: { Connection: 'close' },
});
