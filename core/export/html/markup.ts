import { hidden } from '../hidden.ts';

/** HTML that is safe to put into a page. Only `markup` and `join` make it. */
export type Markup = { readonly html: string };
type Part = Markup | string | number | undefined | false | readonly Part[];

/**
 * A template of HTML. Whatever is put into it is text and is escaped, in content and in double-quoted attributes alike;
 * only other markup goes in as it is, lists of it one after the other, `undefined` and `false` as nothing.
 */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const last = strings.length - 1;
  return { html: strings.reduce((all, each, index) => all + each + (index < last ? htmlOf(parts[index]) : ''), '') };
}

function htmlOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  if ('html' in part) return part.html;
  return part.map(htmlOf).join('');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that nobody sees are named, so that a reviewer does. */
function escapeHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(hidden, (character) => `⟨U+${codeOf(character)}⟩`);
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** The id of an element that stands for `<document>:<id>`; the same, behind `#`, links to it. */
export function anchor(key: string): string {
  return encodeURIComponent(key.toWellFormed());
}

/** A message with its `{name}` places filled in. */
export function fill(message: string, values: Record<string, string | number>): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
