import { untagged } from './plain-text.ts';

/**
 * Untrusted text as a string of JavaScript. Other quotes are escaped as well: nothing inside looks like the call of a
 * test to tools that find tests by their text.
 */
export function scriptString(text: string): string {
  return `'${untagged(text).replace(/[\\'"`]/g, '\\$&')}'`;
}

/** Untrusted text as a comment that ends with its line. */
export function scriptComment(text: string): string {
  return `// ${untagged(text)}`;
}
