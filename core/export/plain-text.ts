import { withoutHidden } from './hidden.ts';

/**
 * Untrusted text as one line: no line ends, no control or format characters, nothing that XML or UTF-8 cannot hold.
 * What is left may still be markup of the format it goes to.
 */
export function plainLine(text: string): string {
  return withoutHidden(text.toWellFormed().replace(/[\s\u0085]+/g, ' '))
    .replace(/[\ufdd0-\ufdef\ufffe\uffff]/g, '\ufffd')
    .trim();
}

/** A line in which no tool finds OpenFastTrace's coverage tags (`[utest->req~a~1]`). */
export function untagged(text: string): string {
  return plainLine(text).replaceAll('->', '→');
}
