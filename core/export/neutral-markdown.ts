/**
 * Untrusted text as one line inside a Markdown paragraph, list item or table cell on GitHub: it shows as written and does
 * nothing. No markup, link, image, HTML, mention, reference, emoji or formula comes of it.
 */
export function markdownText(text: string): string {
  const escaped = escapeMarkup(htmlText(text));
  // At the start of a list item these would open a list, a heading or a rule of their own.
  return escaped.replace(/^(?:[-+=#]|\d+(?=[.)](?:\s|$)))/, (start) =>
    /^\d/.test(start) ? start + gap : `\\${start}`,
  );
}

/** The same in code font, for ids and paths: GitHub looks for no references there, so nothing is put into them. */
export function markdownCode(text: string): string {
  return `<code>${escapeMarkup(withoutLinks(escapeHtml(visible(text))))}</code>`;
}

/** The same for text inside raw HTML, such as `<summary>`, where Markdown is not read. */
export function htmlText(text: string): string {
  return withoutReferences(withoutLinks(escapeHtml(visible(text))));
}

/** Code font inside raw HTML. */
export function htmlCode(text: string): string {
  return `<code>${escapeHtml(visible(text))}</code>`;
}

/**
 * Untrusted text without what cannot be seen: control and format characters go, white space becomes one space, and of a pile
 * of marks on one letter the first few stay.
 */
export function visible(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Variation_Selector}\u115f\u1160\u3164\uffa0]|\u034f/gu, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .trim();
}

// GitHub's own advice for a dollar sign that begins no formula; a backslash does not always help.
const dollar = '<span>$</span>';

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('$', () => dollar);
}

function escapeMarkup(html: string): string {
  return html.replace(/[\\`*_[\]|~^{}]/g, '\\$&');
}

// GitHub looks for these in the finished text, where escapes are gone; a space without width breaks the pattern.
const gap = '&#8203;';

function withoutLinks(html: string): string {
  return html
    .replace(/[@＠](?=\S)/g, `$&${gap}`)
    .replace(/:(?=\/\/)/g, `:${gap}`)
    .replace(/www(?=\.)/gi, `$&${gap}`)
    .replace(/(?:mailto|xmpp)(?=:)/gi, `$&${gap}`);
}

function withoutReferences(html: string): string {
  return html
    .replace(/(?<!&)#(?=\d)/g, `#${gap}`)
    .replace(/(?<![a-z0-9])gh(?:sa)?-(?=[a-z0-9])/gi, `$&${gap}`)
    .replace(/(?<![a-z0-9])[0-9a-f]{7,40}(?![a-z0-9])/gi, (hash) => hash.replace(/.{6}(?=.)/g, `$&${gap}`))
    .replace(/:(?=[\w+-]+:)/g, `:${gap}`);
}
