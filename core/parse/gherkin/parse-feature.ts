import {
  AstBuilder,
  Errors,
  GherkinClassicTokenMatcher,
  GherkinInMarkdownTokenMatcher,
  Parser,
} from '@cucumber/gherkin';
import type { Feature } from '@cucumber/messages';

/** A line of the text that Gherkin has no place for. `line` counts from 1. */
export type GherkinError = { line: number; column: number; message: string };

export type ParsedFeature = { feature?: Feature; errors: GherkinError[] };

const mostRounds = 5;
const mostErrors = 20;

function attempt(text: string, markdown: boolean): ParsedFeature {
  let ids = 0;
  const builder = new AstBuilder(() => String(ids++));
  // A matcher keeps what it has seen, so it serves once.
  const matcher = markdown ? new GherkinInMarkdownTokenMatcher() : new GherkinClassicTokenMatcher();
  try {
    const { feature } = new Parser(builder, matcher).parse(text);
    return { ...(feature ? { feature } : {}), errors: [] };
  } catch (error) {
    if (!(error instanceof Errors.GherkinException)) throw error;
    const all: Error[] = error.errors ?? [error];
    return { errors: all.map(errorOf) };
  }
}

function errorOf(error: Error): GherkinError {
  const location = 'location' in error ? error.location : undefined;
  const at = (name: string): number => {
    const value: unknown = location && typeof location === 'object' ? Reflect.get(location, name) : undefined;
    return typeof value === 'number' && value > 0 ? value : 1;
  };
  const message = error.message.replace(/^\(\d+:\d+\): /, '').slice(0, 300);
  return { line: at('line'), column: at('column'), message };
}

/** Lines without those that Gherkin cannot read; where the text ends inside a text block, the block goes. */
function withoutErrors(lines: string[], errors: GherkinError[]): string[] | undefined {
  const kept = [...lines];
  for (const { line, message } of errors) {
    if (line < lines.length || !/end of file/.test(message)) kept[line - 1] = '';
    else {
      const from = kept.findLastIndex((each) => /^\s*(?:"""|```)/.test(each));
      if (from < 0) return undefined;
      kept.fill('', from);
    }
  }
  return kept;
}

/**
 * Parses Gherkin. Where lines cannot be read they are reported and left out, so that the rest is still read; the lines
 * keep their numbers.
 */
export function parseFeature(text: string, markdown = false): ParsedFeature {
  let lines = text.split('\n');
  let found = attempt(text, markdown);
  const errors: GherkinError[] = [...found.errors];
  for (let round = 0; found.errors.length > 0 && round < mostRounds && errors.length < mostErrors; round++) {
    const kept = withoutErrors(lines, found.errors);
    if (!kept) break;
    lines = kept;
    found = attempt(lines.join('\n'), markdown);
    errors.push(...found.errors);
  }
  const first = Math.min(...errors.map(({ line }) => line));
  if (!found.feature && errors.length > 0) found = attempt(lines.slice(0, first - 1).join('\n'), markdown);
  const distinct = errors.filter(
    ({ line, message }, index) =>
      errors.findIndex((other) => other.line === line && other.message === message) === index,
  );
  return { ...(found.feature ? { feature: found.feature } : {}), errors: distinct.slice(0, mostErrors) };
}
