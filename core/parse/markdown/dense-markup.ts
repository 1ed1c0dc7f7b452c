const blockStart = /^(?:[ \t>]*$|[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]|[ \t]{0,3}[|#])/;

/**
 * Whether so much of a text is emphasis, brackets or backticks that the Markdown parser, quadratic in their number per
 * paragraph, would need seconds for it. Nobody writes such a document; somebody may send one.
 */
export function isDense(text: string): boolean {
  let inBlock = 0;
  let inText = 0;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next);
    if (blockStart.test(line.slice(0, 80).trimEnd())) inBlock = 0;
    const runs = line.match(/\*+|_+|~~+|[[`<]/g)?.length ?? 0;
    inBlock += runs;
    inText += runs;
    if (inBlock > 1500 || inText > 6000) return true;
    at = next;
  }
  return false;
}
