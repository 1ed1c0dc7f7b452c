/** Anything with the raw text of a file; the object is the cache key, so its text must not change. */
type Text = { readonly text: string };

const tables = new WeakMap<Text, Uint32Array>();

function scan(text: string): Uint32Array {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A lone carriage return ends a line in CommonMark too.
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return Uint32Array.from(starts);
}

/** The line (from 1) of a UTF-16 offset; O(log lines) after the first call for a document. */
export function lineAt(document: Text, offset: number): number {
  let starts = tables.get(document);
  if (!starts) tables.set(document, (starts = scan(document.text)));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
