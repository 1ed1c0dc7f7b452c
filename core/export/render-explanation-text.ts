import type { CheckFailure, CoverageItem, Requirement, TestCase } from '../types.ts';
import { oneLine, type Paint } from './paint.ts';
import { renderCase } from './render-requirements-text.ts';

type Explanation = {
  document: string;
  test_case: TestCase;
  requirement?: Requirement;
  coverage_items: CoverageItem[];
  state: { edited: boolean; stale: boolean; orphaned: boolean };
  first_written_by?: string;
  failures: CheckFailure[];
  tests: { path: string; line: number; name: string; pending: boolean }[];
  history: { at: string; by: string; action: string; reason?: string }[];
};

/** A case with everything that speaks for and against it. */
export function renderExplanationText(given: Explanation, paint: Paint): string {
  const { test_case, requirement, coverage_items, state, failures, tests, history } = given;
  const states = Object.entries(state).flatMap(([name, is]) => (is ? [name] : []));
  const section = (name: string, lines: string[]) =>
    lines.length === 0 ? [] : ['', paint('bold', name), ...lines.map((line) => `  ${line}`)];
  return [
    renderCase(test_case, paint),
    ...section('state', states.length > 0 ? [paint('yellow', states.join(', '))] : [paint('green', 'up to date')]),
    ...section(
      'requirement',
      requirement
        ? [
            `${oneLine(requirement.id)}  ${paint('dim', oneLine(`${requirement.source.path}:${requirement.source.line}`))}`,
            oneLine(requirement.text),
          ]
        : [`${oneLine(test_case.requirement_id)} is gone from ${oneLine(given.document)}`],
    ),
    ...section(
      'covers',
      coverage_items.map(
        ({ id, type, technique, statement }) =>
          `${paint('cyan', oneLine(id))} ${paint('dim', `${type}, ${technique}`)}  ${oneLine(statement)}`,
      ),
    ),
    ...section(
      'evidence',
      test_case.evidence.map(
        ({ quote, line }) => `"${oneLine(quote)}"  ${paint('dim', `${oneLine(given.document)}:${line}`)}`,
      ),
    ),
    ...section(
      'checks',
      failures.length > 0
        ? failures.map(
            ({ check, message, repair }) => `${paint('red', check)}  ${oneLine(message)}: ${oneLine(repair)}`,
          )
        : [`passed, ${test_case.quality_score}/10`, ...test_case.quality_notes.map(oneLine)],
    ),
    ...section(
      'tests',
      tests.map(
        ({ path, line, name, pending }) =>
          `${oneLine(`${path}:${line}`)}  ${oneLine(name)}${pending ? paint('yellow', '  pending') : ''}`,
      ),
    ),
    ...section('history', [
      ...(given.first_written_by === undefined ? [] : [`written by ${oneLine(given.first_written_by)}`]),
      ...history.map(
        ({ at, by, action, reason }) =>
          `${oneLine(at.slice(0, 10))}  ${oneLine(action)} by ${oneLine(by)}${reason === undefined ? '' : `: ${oneLine(reason)}`}`,
      ),
    ]),
  ].join('\n');
}
