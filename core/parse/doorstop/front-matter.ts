/** The YAML between two lines of dashes at the start of a file, and what follows it; all offsets are raw. */
export type FrontMatter = { start: number; end: number; body: number };

export function frontMatter(raw: string): FrontMatter | undefined {
  const opening = /^\ufeff?---[ \t]*(?:\r\n|\n|\r)/.exec(raw.slice(0, 200));
  if (!opening) return undefined;
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/gm;
  closing.lastIndex = start;
  const match = closing.exec(raw);
  return match ? { start, end: match.index, body: match.index + match[0].length } : undefined;
}
