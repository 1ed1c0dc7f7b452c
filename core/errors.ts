import type { Problem } from './types.ts';

type ProblemParts = Omit<Problem, 'severity'> & { severity?: Problem['severity'] };

/** An expected failure as a value. `severity` is `error` unless said otherwise; `hint` is the way out. */
export function problem(parts: ProblemParts): Problem {
  return { severity: 'error', ...parts };
}

/** Usage, configuration or input that no run can start with. Whoever catches it shows `problems` (exit code 2). */
export class ConfigurationError extends Error {
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super(problems.map((each) => `${each.code}: ${each.message}`).join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

const widestLine = 160;

/**
 * A problem for people: code and message, the place as `path:line:column`, the line with a caret, and the way out.
 * `text` is the content of the file that the problem names; without it the line is left out.
 */
export function renderProblem(given: Problem, text?: string): string {
  const lines = [`${given.severity === 'warning' ? 'warning ' : ''}${given.code}: ${printable(given.message)}`];
  if (given.source) {
    const line = text?.split(/\r\n|\r|\n/)[given.source.line - 1];
    const column = given.source.column ?? firstColumn(line);
    lines.push(`  at ${printable(given.source.path)}:${given.source.line}:${column}`);
    const shown = given.code === 'invalid_file' ? line?.replace(keyLike, keepLength) : line;
    if (shown !== undefined && shown.trim() !== '') lines.push(...quoteLine(shown, given.source.line, column));
  }
  lines.push(`  → ${printable(given.hint)}`);
  return lines.join('\n');
}

// Somebody may have put a key itself where only the name of its variable belongs.
const keyLike = /(?<=\b(?:api_?key\w*|token|secret|password)\s*:\s*["']?)[^\s"',}]+/gi;
const keepLength = (key: string): string => '*'.repeat(key.length);

function firstColumn(line: string | undefined): number {
  const found = line?.search(/\S/) ?? 0;
  return Math.max(found, 0) + 1;
}

function quoteLine(line: string, number: number, column: number): string[] {
  const from = Math.max(0, column - 1 - widestLine / 2);
  const shown = printable(line.slice(from, from + widestLine)).replaceAll('\t', ' ');
  const gutter = `  ${number} | `;
  return [gutter + shown, ' '.repeat(gutter.length - 2) + '| ' + ' '.repeat(column - 1 - from) + '^'];
}

/** Untrusted text on a terminal: control characters (escape sequences among them) become `�`, lines stay lines. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are exactly what must not reach the terminal
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�');
}
