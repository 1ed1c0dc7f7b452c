import { htmlCode, htmlText, markdownCode, visible } from '../../core/index.ts';
import type { Messages } from './messages.ts';

/**
 * How much a comment says; all numbers are upper limits. Of `full` requirements the cases are told in full, of `titled` others
 * by title alone; `rows` of changed requirements, `quiet` rows of others.
 */
export type Detail = {
  full: number;
  titled: number;
  ideas: boolean;
  rows: number;
  quiet: number;
  questions: number;
  skipped: number;
};

/** Folded text. `body` is Markdown, `summary` HTML. */
export function folded(summary: string, body: string[]): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body.join('\n\n')}\n\n</details>`;
}

/** The head of a fold about something with an id. */
export function foldHead(id: string, title: string, note: string): string {
  return `${htmlCode(shortened(id, longestId))} ${htmlText(title)} <em>(${note})</em>`;
}

const longestId = 120;

/** An id, a path or a name in code font; a monster is cut. */
export function nameCode(name: string): string {
  return markdownCode(shortened(name, longestId));
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
export function capped(lines: string[], most: number, t: Messages): string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `- ${t.moreEntries(lines.length - most)}`];
}
