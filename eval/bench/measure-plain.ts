import { Ollama } from 'ollama';
import { checkCase } from '../../core/index.ts';
import { countCase, noWriting, type Writing } from './count-cases.ts';
import type { Task } from './measure-writing.ts';

// What is usual: the whole case as a schema, one example in the prompt, one call for a requirement, no more said. Texts
// have no bounds; lists and answer have, lest a measurement never end.
const text = { type: 'string' } as const;
const texts = { type: 'array', items: text, maxItems: 6 } as const;
const longestAnswer = 2000;
const schema = {
  type: 'object',
  properties: {
    test_cases: {
      type: 'array',
      minItems: 1,
      maxItems: 4,
      items: {
        type: 'object',
        properties: { title: text, preconditions: texts, steps: texts, expected_result: text },
        required: ['title', 'preconditions', 'steps', 'expected_result'],
      },
    },
  },
  required: ['test_cases'],
};
const exampleWords = ['turnstile', 'badge', 'arm'];
const example = {
  test_cases: [
    {
      title: 'Reject an expired badge',
      preconditions: ['The turnstile is closed'],
      steps: ['Show an expired badge to the turnstile', 'Push the arm of the turnstile'],
      expected_result: 'The turnstile does not turn.',
    },
  ],
};
const system = `You write test cases for requirements. Cover positive, negative and boundary cases. Answer with JSON.
Example for "The turnstile shall not turn when a visitor shows an expired badge.":
${JSON.stringify(example)}`;

type Plain = { title: string; preconditions: string[]; steps: string[]; expected_result: string };

/** Asks for whole cases, as a program without drafts would, and judges them by the same checks. */
export async function measurePlain(tasks: Task[], { host, name }: { host: string; name: string }): Promise<Writing> {
  const client = new Ollama({ host });
  const writing = { ...noWriting, requirements: tasks.length };
  for (const task of tasks) {
    const messages = [
      { role: 'system', content: system },
      { role: 'user', content: `Requirement: ${task.requirement.text}\nWrite its test cases.` },
    ];
    const start = performance.now();
    // As a stream, lest `fetch` give up after five minutes without headers.
    let said = '';
    const options = { temperature: 0, num_predict: longestAnswer };
    for await (const part of await client.chat({ model: name, messages, format: schema, stream: true, options })) {
      said += part.message.content;
      if (!part.done) continue;
      writing.prompt_tokens += part.prompt_eval_count;
      writing.answer_tokens += part.eval_count;
    }
    writing.ms += performance.now() - start;
    writing.first_answers += 1;
    const cases = casesIn(said);
    if (cases === undefined) continue;
    writing.valid += 1;
    for (const each of cases) judge(writing, task, each);
  }
  return writing;
}

/** By the item that it fits best: nothing says which one it was written for. */
function judge(writing: Writing, { document, requirement, demands, drafts }: Task, plain: Plain): void {
  const verdicts = demands.flatMap((demand, index) => {
    const draft = drafts[index];
    if (draft === undefined) return [];
    const { title, preconditions, steps, expected_result } = plain;
    const words = { title, preconditions, steps, expected_result, test_data: {} };
    const candidate = { ...draft, ...words, written_by: 'model' as const };
    return { ...checkCase(candidate, { document, requirement, demand, draft, exampleWords }), draft };
  });
  const [best] = verdicts.toSorted((a, b) => a.failures.length - b.failures.length || b.score - a.score);
  if (best === undefined) return;
  countCase(writing, best);
  if (best.failures.length === 0 && best.score > best.draft.quality_score) writing.accepted += 1;
}

function casesIn(said: string): Plain[] | undefined {
  try {
    const { test_cases }: { test_cases?: unknown } = JSON.parse(said);
    return Array.isArray(test_cases) && test_cases.every(isPlain) ? test_cases : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): value is Plain {
  const { title, preconditions, steps, expected_result }: Record<string, unknown> = Object(value);
  return (
    [title, expected_result].every((each) => typeof each === 'string') &&
    [preconditions, steps].every((each) => Array.isArray(each) && each.every((item) => typeof item === 'string'))
  );
}
