import { isJsonContentType } from '@modelcontextprotocol/server';

/** `message` is absent where the protocol's own reader has to judge the body. */
type Read = { request: Request; message?: unknown };

/**
 * The JSON of a request, read once and without a stream: the protocol's reader takes each body through two of them. What
 * is no plain message is left to it with the same text, so that its answers stay its own.
 */
export async function readMessage(request: Request, limit: number): Promise<Read> {
  const { method, headers } = request;
  const length = Number(headers.get('content-length') ?? Number.NaN);
  const isPlain = method === 'POST' && isJsonContentType(headers.get('content-type')) && length <= limit;
  if (!isPlain) return { request };
  // A client that goes in the middle of its body has said nothing that could be read.
  const body = await request.text().catch(() => '');
  try {
    return { request, message: JSON.parse(body) };
  } catch {
    const { url, signal } = request;
    return { request: new Request(url, { method, headers, signal, body }) };
  }
}
