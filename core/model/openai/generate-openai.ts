import { estimateTokens } from '../estimate-tokens.ts';
import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import { promptCut } from '../prompt-cut.ts';
import { chatBody, type ChatBody, type SchemaNote } from './chat-body.ts';
import type { Memory } from './endpoint-memory.ts';
import { extractJson, isJsonObject } from './extract-json.ts';
import { type Place } from './identify-openai.ts';
import { chatStream } from './openai-client.ts';
import { openAiFailure } from './openai-failure.ts';
import type { SchemaMode } from './profiles.ts';
import { type Heard, nothingHeard, readStream } from './read-stream.ts';
import type { TokenEstimator } from '../token-estimator.ts';
import { refusedParameter } from './refused-parameter.ts';

type Means = {
  name: string;
  place: Place;
  memory: Memory;
  tokens: TokenEstimator;
  schemaNote: SchemaNote;
  signal: AbortSignal;
};

/** One answer. What the endpoint refuses of the request's form is left out, remembered, and the request sent again. */
export const generateOpenAi = async (request: ModelRequest, means: Means): Promise<ModelAnswer | ModelFailure> => {
  const { place, memory, schemaNote, signal } = means;
  const { profile, asked } = place;
  // It ends: each turn takes away one parameter or one mode.
  for (;;) {
    const learned = memory.read();
    const body = chatBody(request, { profile, model: asked.model, learned, schemaNote });
    const start = asked.now();
    const heard = await heardFrom(place, body, { signal, onText: request.onText });
    if (heard.ok) return answerOf(heard, body, { ...means, mode: learned.mode, ms: asked.now() - start });
    if (signal.aborted) return heard;
    if (heard.code === 'SCHEMA_UNSUPPORTED' && memory.refuseMode(learned.mode)) continue;
    const parameter = refusedParameter(heard, body, profile.tokens);
    if (parameter === undefined) return heard;
    memory.refuseParameter(parameter);
  }
};

type Listening = { signal: AbortSignal; onText?: ModelRequest['onText'] };

/** What the server sent until it ended or failed; what came after a complete answer does not matter. */
export const heardFrom = async (
  { server, asked }: Place,
  body: ChatBody,
  { signal, onText }: Listening,
): Promise<(Heard & { ok: true }) | ModelFailure> => {
  const heard = nothingHeard();
  try {
    await readStream(await chatStream(server, body, signal), heard, onText);
  } catch (error) {
    if (heard.finish === undefined) return openAiFailure(error, asked);
  }
  if (heard.finish !== undefined || heard.looping) return { ok: true, ...heard };
  return modelFailure('unfinished', { model: asked.model, why: 'no end was sent' });
};

type Counts = Pick<ModelAnswer, 'prompt_tokens' | 'answer_tokens' | 'estimated'>;
type Sent = Means & { mode: SchemaMode; ms: number };

const answerOf = (heard: Heard, body: ChatBody, sent: Sent): ModelAnswer | ModelFailure => {
  const { place, name, ms } = sent;
  const { engine, model } = place.asked;
  const finish = heard.looping ? 'loop' : finishes[heard.finish ?? ''];
  if (finish === 'filtered' || heard.refused) return modelFailure('filtered', { engine, model });
  if (finish === undefined) {
    return modelFailure('unfinished', {
      model,
      why: place.asked.hide(`it ended with "${heard.finish?.slice(0, 40)}"`),
    });
  }
  if (finish === 'stop' && heard.text.trim() === '') return modelFailure('unfinished', { model, why: 'it is empty' });
  const usage = countsOf(heard, body, sent);
  if ('ok' in usage) return usage;
  const times = { engine_ms: ms, ...(heard.prompt_ms !== undefined && { prompt_ms: heard.prompt_ms }) };
  return { ok: true, text: textOf(heard.text, finish, sent), finish, served_by: name, ...usage, ...times };
};

const countsOf = ({ usage, text }: Heard, { messages }: ChatBody, { place, tokens }: Sent): Counts | ModelFailure => {
  const { asked, profile } = place;
  const prompt = messages.map(({ content }) => content).join('\n');
  const expected = tokens.estimate(messages);
  const assumed = { prompt_tokens: expected ?? estimateTokens(prompt), answer_tokens: estimateTokens(text) };
  if (usage === undefined) return { ...assumed, estimated: true };
  const read = usage.prompt_tokens;
  if (!promptCut({ read, characters: prompt.length, estimate: expected })) {
    tokens.learn(messages, read);
    return usage;
  }
  // Of an engine that refuses what is too long, so low a count is a false one.
  if (!profile.cutsSilently) return { ...assumed, estimated: true };
  return modelFailure('prompt_cut', { engine: asked.engine, read, sent: assumed.prompt_tokens });
};

// As OpenAI says it, TGI (`eos_token`, `stop_sequence`), Zhipu (`sensitive`).
const finishes: Record<string, ModelAnswer['finish'] | 'filtered' | undefined> = {
  stop: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  content_filter: 'filtered',
  sensitive: 'filtered',
};

const textOf = (text: string, finish: ModelAnswer['finish'], { mode, memory }: Sent): string => {
  if (mode !== 'json_schema') return extractJson(text, finish === 'stop');
  if (finish !== 'stop' || isJsonObject(text)) return text;
  // A grammar would not have let it end here: the engine takes the schema and ignores it.
  memory.refuseMode(mode);
  return extractJson(text, true);
};
