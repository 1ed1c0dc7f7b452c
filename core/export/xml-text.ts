import { plainLine } from './plain-text.ts';

/** Untrusted text inside an attribute or an element of XML, as one line. */
export function xmlText(text: string): string {
  return plainLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
