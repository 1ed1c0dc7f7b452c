import { isLooping } from '../detect-loop.ts';
import type { ModelRequest } from '../model.ts';
import { count, field, positive } from '../untrusted.ts';

/** What came of a stream, whether or not it came to its end. */
export type Heard = {
  text: string;
  finish: string | undefined;
  looping: boolean;
  refused: boolean;
  usage: { prompt_tokens: number; answer_tokens: number } | undefined;
  prompt_ms: number | undefined;
};

/**
 * Reads to the end (the counts come after the last text) or to the first loop, into `heard`, which thereby holds what
 * had come when this throws. Reasoning is not part of the answer.
 */
export const readStream = async (
  stream: AsyncIterable<unknown>,
  heard: Heard,
  onText: ModelRequest['onText'],
): Promise<void> => {
  for await (const part of stream) {
    const choices = field(part, 'choices');
    const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
    heard.usage = usageOf(field(part, 'usage')) ?? heard.usage;
    heard.prompt_ms = positive(field(field(part, 'timings'), 'prompt_ms')) ?? heard.prompt_ms;
    const delta = field(choice, 'delta');
    if (textOf(field(delta, 'refusal')) !== '') heard.refused = true;
    const finish = textOf(field(choice, 'finish_reason'));
    if (finish !== '') heard.finish = finish;
    const added = textOf(field(delta, 'content'));
    if (added === '') continue;
    heard.text += added;
    onText?.(heard.text.length);
    heard.looping = isLooping(heard.text);
    if (heard.looping) return;
  }
};

export const nothingHeard = (): Heard => ({
  text: '',
  finish: undefined,
  looping: false,
  refused: false,
  usage: undefined,
  prompt_ms: undefined,
});

// A prompt is never empty: no count, or 0 of it, is none.
const usageOf = (usage: unknown): Heard['usage'] => {
  const prompt_tokens = positive(count(field(usage, 'prompt_tokens')));
  const answer_tokens = count(field(usage, 'completion_tokens'));
  return prompt_tokens === undefined || answer_tokens === undefined ? undefined : { prompt_tokens, answer_tokens };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
