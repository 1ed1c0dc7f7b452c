import { htmlText, plural, visible } from '../core/index.ts';

/** How much a comment says. `rows` and `questions` are upper limits. */
export type Detail = { cases: 'full' | 'titles' | 'none'; rows: number; questions: number };

/** Folded text. `body` is Markdown, `summary` HTML. */
export function folded(summary: string, body: string[]): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body.join('\n\n')}\n\n</details>`;
}

/** The head of a fold about something with an id. */
export function foldHead(id: string, title: string, note: string): string {
  return `<code>${htmlText(id)}</code> ${htmlText(title)} <em>(${note})</em>`;
}

/** At most `most` characters of untrusted text, before it is escaped. */
export function shortened(text: string, most: number): string {
  const characters = [...visible(text)];
  return characters.length <= most
    ? characters.join('')
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** The first `most` entries, and a last line for the others. */
export function capped(lines: string[], most: number, noun: string): string[] {
  if (lines.length <= most) return lines;
  const hidden = lines.length - most;
  return [...lines.slice(0, most), `- … and ${plural(hidden, `more ${noun}`)}`];
}
