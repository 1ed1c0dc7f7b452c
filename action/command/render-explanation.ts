import { type Explanation, markdownCode as code, markdownText, type TestCase } from '../../core/index.ts';

const longest = 10_000;
const shortened = '*The rest is left out here; `casewright explain` says all of it.*';

/** Explanations as Markdown in which nothing is live. Whole parts go where it gets too long. */
export function renderExplanations(given: Explanation[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const part of given.flatMap(parts)) {
    length += part.length + 2;
    if (length > longest - shortened.length - 2) return [...shown, shortened].join('\n\n');
    shown.push(part);
  }
  return shown.join('\n\n');
}

function parts({ document, test_case, requirement, coverage_items, state, ...rest }: Explanation): string[] {
  const states = Object.entries(state).flatMap(([name, is]) => (is ? [name] : []));
  const place = requirement && code(`${requirement.source.path}:${requirement.source.line}`);
  return [
    `#### ${code(test_case.id)} ${text(test_case.title)}`,
    [...facts(test_case), states.length > 0 ? `**${states.join(', ')}**` : 'up to date'].join(' · '),
    requirement
      ? `**Requirement** ${code(requirement.id)} (${place}): ${text(requirement.text)}`
      : `**Requirement** ${code(test_case.requirement_id)} is gone from ${code(document)}.`,
    section('Steps', stepsOf(test_case)),
    section(
      'Covers',
      coverage_items.map(
        ({ id, type, technique, statement }) => `${code(id)} (${type}, ${technique}) ${text(statement)}`,
      ),
    ),
    section(
      'Evidence',
      test_case.evidence.map(({ quote, line }) => `“${text(quote)}” (line ${line})`),
    ),
    section('Checks', checksOf(test_case, rest.failures)),
    section(
      'Tests',
      rest.tests.map(
        ({ path, line, name, pending }) => `${code(`${path}:${line}`)} ${text(name)}${pending ? ' (pending)' : ''}`,
      ),
    ),
    section('History', [
      ...(rest.first_written_by === undefined ? [] : [`written by ${text(rest.first_written_by)}`]),
      ...rest.history.map(
        ({ at, by, action, reason }) =>
          `${text(at.slice(0, 10))} ${text(action)} by ${text(by)}${reason === undefined ? '' : `: ${text(reason)}`}`,
      ),
    ]),
  ].filter((part) => part !== '');
}

function facts({ type, priority, quality_score, inferred, status }: TestCase): string[] {
  const first = [type.replace('_', ' '), `${priority} priority`, `score ${quality_score} of 10`, status];
  return inferred ? [...first, 'an idea, not demanded'] : first;
}

function stepsOf({ preconditions, steps, expected_result }: TestCase): string[] {
  return [
    ...preconditions.map((line) => `*Given:* ${text(line)}`),
    ...steps.map(text),
    `*Expected:* ${text(expected_result)}`,
  ];
}

function checksOf({ quality_notes }: TestCase, failures: Explanation['failures']): string[] {
  if (failures.length === 0) return ['passed', ...quality_notes.map(text)];
  return failures.map(({ check, message, repair }) => `${code(check)} ${text(`${message}: ${repair}`)}`);
}

function section(name: string, lines: string[]): string {
  return lines.length === 0 ? '' : `**${name}**\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function text(untrusted: string): string {
  return markdownText(untrusted.slice(0, 1000));
}
