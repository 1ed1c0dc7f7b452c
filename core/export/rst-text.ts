import { plainLine } from './plain-text.ts';

/** Untrusted text inside a paragraph of reStructuredText: no markup, role, link or substitution comes of it. */
export function rstText(text: string): string {
  const escaped = plainLine(text).replace(/[\\*`|_<>[\]{}@]|:(?=[:/]|$)/g, '\\$&');
  // At the start of a line these would open a list, a comment, a field, a quotation or a rule.
  return escaped.replace(/^(?=[-+#.=~^"'!$%&(),/:;?•‣⁃]|[\p{L}\p{N}]{1,20}[.)])/u, '\\');
}
