import { isLooping } from '../detect-loop.ts';
import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import { llamaPackage } from './load-llama.ts';
import type { Loaded } from './load-weights.ts';
import type { ChatItem } from './llama-types.ts';

type Means = { name: string; model: Loaded; signal: AbortSignal; now: () => number };

/** One answer, held to the schema by a grammar. @throws the engine's errors, and the reason of an abort. */
export const generateEmbedded = async (request: ModelRequest, means: Means): Promise<ModelAnswer | ModelFailure> => {
  const { name, model: loaded, now } = means;
  const { chat, model, context } = loaded;
  const history = historyOf(request.messages);
  const prompt_tokens = chat.chatWrapper
    .generateContextState({ chatHistory: history })
    .contextText.tokenize(model.tokenizer).length;
  // Beyond it the engine would take the beginning of the prompt away, and say nothing.
  const needed = prompt_tokens + request.max_tokens;
  if (needed > context) return modelFailure('context_too_small', { needed, model: name, context });
  const grammar = await grammarFor(request.schema, loaded);
  if (typeof grammar === 'string') return unsupported(name, grammar);
  const start = now();
  const before = loaded.sequence.tokenMeter.getState();
  const { text, finish } = await heard(request, { ...means, history, grammar });
  const { usedOutputTokens } = loaded.sequence.tokenMeter.diff(before);
  const engine_ms = now() - start;
  if (finish === undefined) return modelFailure('unfinished', { model: name, why: 'the engine gave no reason' });
  return { ok: true, text, finish, served_by: name, prompt_tokens, answer_tokens: usedOutputTokens, engine_ms };
};

type Listening = Means & { history: ChatItem[]; grammar: object };
type Heard = { text: string; finish: ModelAnswer['finish'] | undefined };

const heard = async (request: ModelRequest, { model, history, grammar, signal }: Listening): Promise<Heard> => {
  const loop = new AbortController();
  let text = '';
  const onTextChunk = (added: string): void => {
    if (loop.signal.aborted) return;
    text += added;
    request.onText?.(text.length);
    if (isLooping(text)) loop.abort();
  };
  const { temperature, seed, max_tokens: maxTokens } = request;
  const either = AbortSignal.any([signal, loop.signal]);
  try {
    const options = { grammar, maxTokens, temperature, seed, signal: either, onTextChunk };
    const { response, metadata } = await model.chat.generateResponse(history, options);
    return { text: response, finish: finishes[metadata.stopReason] };
  } catch (error) {
    if (loop.signal.aborted && !signal.aborted) return { text, finish: 'loop' };
    throw error;
  }
};

const finishes: Record<string, ModelAnswer['finish'] | undefined> = {
  eogToken: 'stop',
  stopGenerationTrigger: 'stop',
  customStopTrigger: 'stop',
  maxTokens: 'length',
};

// The engine wants a place for the answer at the end of the history.
const historyOf = (messages: ModelRequest['messages']): ChatItem[] => [
  ...messages.map(({ role, content }): ChatItem =>
    role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content },
  ),
  { type: 'model', response: [] },
];

/** The grammar, or why there is none. */
const grammarFor = async (schema: object, { llama }: Loaded): Promise<object | string> => {
  try {
    return await llama.createGrammarForJsonSchema(schema);
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : String(error);
  }
};

const unsupported = (model: string, detail: string): ModelFailure =>
  modelFailure('schema_unsupported', { engine: llamaPackage, url: 'this process', model, detail });
