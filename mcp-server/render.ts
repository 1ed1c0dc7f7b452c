import { type Finding, plural, type Problem, type Question, type Skipped, type TestCase } from '../core/index.ts';
import { oneLine } from './clean.ts';

/** What a concise answer says of a case; a full one adds the rest. */
export type ShownCase = Partial<TestCase> &
  Pick<TestCase, 'id' | 'title' | 'type' | 'priority' | 'steps' | 'expected_result' | 'written_by'>;

/** A case for a reader that sees no structured content. */
export function renderCase(one: ShownCase): string[] {
  const { test_data = {}, evidence = [], coverage_items = [], quality_notes = [] } = one;
  const facts = [
    one.type,
    one.priority,
    `requirement ${one.requirement_id}`,
    `covers ${coverage_items.join(', ') || 'nothing'}`,
    `written_by ${one.written_by}`,
    `score ${one.quality_score}`,
    one.status,
    ...(one.inferred ? ['idea, no coverage'] : []),
    ...(one.technique ? [one.technique] : []),
  ];
  const data = Object.entries(test_data).map(([name, value]) => `${name} = ${value}`);
  return [
    `### ${oneLine(`${one.id}: ${one.title}`)}`,
    oneLine(facts.join(' · ')),
    ...(one.preconditions ?? []).map((each) => `Given: ${oneLine(each)}`),
    ...one.steps.map((each, index) => `${index + 1}. ${oneLine(each)}`),
    `Expected: ${oneLine(one.expected_result)}`,
    ...(data.length > 0 ? [`Data: ${oneLine(data.join('; '))}`] : []),
    ...evidence.map(({ quote, line, start, end }) => `Evidence: line ${line} (${start}–${end}): ${oneLine(quote)}`),
    ...quality_notes.map((each) => `Note: ${oneLine(each)}`),
    '',
  ];
}

export function renderQuestions(questions: readonly Question[]): string[] {
  return section('Questions to ask', questions, ({ id, requirement_id, criterion_id, coverage_item, text, source }) => {
    const about = [requirement_id, criterion_id, coverage_item].filter((each) => each !== undefined);
    return `${id} (${about.join(', ')}, ${place(source)}): ${text}`;
  });
}

export function renderFindings(findings: readonly Finding[]): string[] {
  return section(
    'Findings',
    findings,
    ({ rule, severity, message, requirement_id, criterion_id = '', source, blocks }) =>
      `${severity} ${rule} at ${requirement_id} ${criterion_id} (${place(source)}): ${message}${blocks.length > 0 ? ` Blocks ${blocks.join(', ')}.` : ''}`,
  );
}

export function renderSkipped(skipped: readonly Skipped[]): string[] {
  return section('Not taken as requirements', skipped, ({ source, reason }) => `${place(source)}: ${reason}`);
}

export function renderProblems(problems: readonly Problem[]): string[] {
  return section(
    'Problems',
    problems,
    ({ code, severity, message, source, hint }) =>
      `${severity} ${code}${source ? ` at ${place(source)}` : ''}: ${message} → ${hint}`,
  );
}

export function place({ path, line }: { path: string; line: number }): string {
  return `${path}:${line}`;
}

/** A heading and a line for each, or nothing. */
export function section<T>(title: string, values: readonly T[], render: (value: T) => string): string[] {
  return values.length === 0 ? [] : [`## ${title}`, ...values.map((each) => `- ${oneLine(render(each))}`), ''];
}

/** `requirements 2, by_type positive 1 negative 1`. */
export function renderCounts(counts: object): string {
  return Object.entries(counts)
    .map(([name, value]: [string, unknown]) => {
      if (typeof value !== 'object' || value === null) return `${name} ${String(value)}`;
      const parts = Object.entries(value).map(([key, each]: [string, unknown]) => `${key} ${String(each)}`);
      return `${name} ${parts.length > 0 ? `(${parts.join(', ')})` : 'none'}`;
    })
    .join(', ');
}

export function pageLine(
  shown: number,
  all: number,
  { offset, noun, next }: { offset: number; noun: string; next: string | undefined },
): string {
  if (shown === all) return `All ${plural(all, noun)} shown.`;
  const range = shown === 0 ? 'none' : `${offset + 1}–${offset + shown}`;
  return `Shown: ${range} of ${plural(all, noun)}.${next === undefined ? ' This is the last page.' : ` next_cursor: ${next}`}`;
}

/** Says that there is more than is shown; nothing where there is not. */
export function shownOf(shown: number, all: number, noun: string): string[] {
  if (shown === all) return [];
  return [`${shown} of ${plural(all, noun)} shown; name ids, or ask for the next page, to see others.`];
}
