/**
 * Untrusted text as one line inside a Markdown paragraph, list item or table cell on GitHub: it shows as written and does
 * nothing. No markup, link, image, HTML, mention, reference, emoji or formula comes of it.
 */
export function markdownText(text: string): string {
  const escaped = escapeMarkup(htmlText(text));
  // At the start of a list item these would open a list, a heading or a rule of their own.
  return escaped.replace(/^(?:[-+=#]|\d+(?=[.)]))/, (start) => (/^\d/.test(start) ? `${start}&#8203;` : `\\${start}`));
}

/** The same in code font, for ids and paths: GitHub looks for no references there, so nothing is put into them. */
export function markdownCode(text: string): string {
  return `<code>${escapeMarkup(withoutLinks(escapeHtml(visible(text))))}</code>`;
}

/** The same for text inside raw HTML, such as `<summary>`, where Markdown is not read. */
export function htmlText(text: string): string {
  return withoutReferences(withoutLinks(escapeHtml(visible(text))));
}

/** Untrusted text without what cannot be seen: control and format characters go, white space becomes one space. */
export function visible(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Variation_Selector}\u115f\u1160\u3164\uffa0]|\u034f/gu, '')
    .trim();
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function escapeMarkup(html: string): string {
  return html.replace(/[\\`*_[\]|~$^{}]/g, '\\$&');
}

// GitHub looks for these in the finished text, where escapes are gone; a space without width breaks the pattern.
const gap = '&#8203;';

function withoutLinks(html: string): string {
  return html
    .replace(/@(?=[\p{L}\p{N}_])/gu, `@${gap}`)
    .replace(/([a-z][a-z0-9+.-]*:)(?=\/\/)/gi, `$1${gap}`)
    .replace(/\b(www)\./gi, `$1${gap}.`)
    .replace(/\b(mailto|xmpp):/gi, `$1${gap}:`);
}

function withoutReferences(html: string): string {
  return html
    .replace(/(?<!&)#(?=\d)/g, `#${gap}`)
    .replace(/\b(gh)-(?=\d)/gi, `$1-${gap}`)
    .replace(/\b[0-9a-f]{7,40}\b/gi, (hash) => hash.replace(/.{6}(?=.)/g, `$&${gap}`))
    .replace(/:(?=[\w+-]+:)/g, `:${gap}`);
}
