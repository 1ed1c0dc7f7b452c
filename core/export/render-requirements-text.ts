import type { CoverageItem, Finding, Question, Requirement, Skipped, TestCase } from '../types.ts';
import { oneLine, type Paint } from './paint.ts';

/** What is shown of a requirement: any of these lists may be empty. */
export type Shown = {
  requirements: Requirement[];
  coverage_items?: CoverageItem[];
  test_cases?: TestCase[];
  questions?: Question[];
  findings?: Finding[];
};

const writers = { model: 'by the model', rules: 'by rules', human: 'by a person' };

/** Each requirement with what was derived from it, as a tester reads it. */
export function renderRequirementsText(shown: Shown, paint: Paint): string {
  const cases = Map.groupBy(shown.test_cases ?? [], ({ requirement_id }) => requirement_id);
  const items = Map.groupBy(shown.coverage_items ?? [], ({ requirement_id }) => requirement_id);
  const questions = Map.groupBy(shown.questions ?? [], ({ requirement_id }) => requirement_id);
  const findings = Map.groupBy(shown.findings ?? [], ({ requirement_id }) => requirement_id);
  const blocks = shown.requirements.map((requirement) => {
    const { id } = requirement;
    const notes = [
      ...(findings.get(id) ?? []).map((each) => renderFinding(each, paint)),
      ...(questions.get(id) ?? []).map((each) => `  ${paint('yellow', '?')} ${oneLine(each.text)}`),
    ];
    return [
      renderHead(requirement, paint),
      ...(shown.test_cases ? [] : (items.get(id) ?? []).map((each) => renderItem(each, paint))),
      ...(cases.get(id) ?? []).map((each) => `\n${renderCase(each, paint)}`),
      ...(notes.length > 0 && shown.test_cases ? ['', ...notes] : notes),
    ].join('\n');
  });
  return blocks.join('\n\n');
}

function renderHead(requirement: Requirement, paint: Paint): string {
  const { id, title, text, source, criteria, testable } = requirement;
  const name =
    title === undefined
      ? paint('bold', oneLine(id))
      : `${paint('bold', oneLine(id))}  ${paint('bold', oneLine(title))}`;
  const marks = { yes: '', needs_clarification: 'needs clarification', not_by_test: 'not verified by a test' }[
    testable
  ];
  return [
    `${name}  ${paint('dim', oneLine(`${source.path}:${source.line}`))}${marks && `  ${paint('yellow', marks)}`}`,
    `  ${oneLine(text)}`,
    ...criteria.map((each) => `  ${paint('dim', oneLine(each.id))} ${oneLine(each.text)}`),
  ].join('\n');
}

function renderItem({ id, type, technique, statement, expected_known }: CoverageItem, paint: Paint): string {
  const known = expected_known ? '' : paint('yellow', ' (outcome not stated)');
  const number = oneLine(id.slice(id.lastIndexOf('#')));
  return `  ${paint('cyan', number)} ${paint('dim', `${type}, ${technique}`)}  ${oneLine(statement)}${known}`;
}

export function renderCase(each: TestCase, paint: Paint): string {
  const data = Object.entries(each.test_data).map(([name, value]) => `${oneLine(name)} = ${oneLine(value)}`);
  const facts = [each.type.replace('_', ' '), each.priority, writers[each.written_by], `${each.quality_score}/10`];
  if (each.inferred) facts.push('an idea, not demanded');
  if (each.status !== 'draft') facts.push(each.status);
  return [
    `  ${paint('cyan', oneLine(each.id))}  ${paint('bold', oneLine(each.title))}  ${paint('dim', facts.join(' · '))}`,
    ...each.preconditions.map((line) => `    given  ${oneLine(line)}`),
    ...each.steps.map((line, index) => `    ${String(index + 1).padStart(5)}  ${oneLine(line)}`),
    `    ${paint('green', '    →')}  ${oneLine(each.expected_result)}`,
    ...(data.length > 0 ? [`     data  ${data.join(', ')}`] : []),
  ].join('\n');
}

function renderFinding({ rule, severity, message }: Finding, paint: Paint): string {
  return `  ${paint(severity === 'error' ? 'red' : 'yellow', '!')} ${oneLine(message)} ${paint('dim', `(${oneLine(rule)})`)}`;
}

/** What was not taken as a requirement, one line each. */
export function renderSkippedText(skipped: Skipped[], paint: Paint): string {
  return skipped
    .map(({ source, reason }) => paint('dim', `  ${oneLine(`${source.path}:${source.line}`)}  ${oneLine(reason)}`))
    .join('\n');
}
