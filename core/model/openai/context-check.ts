import { estimateTokens } from '../estimate-tokens.ts';
import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { ModelRequest } from '../model.ts';
import { identifyOpenAi, type Place } from './identify-openai.ts';

/**
 * For an engine that cuts what is too long and says nothing: the failure, if prompt and answer may not fit. Asks again
 * where they do not, since the context is known once the model is loaded. @throws the connection's errors.
 */
export const contextCheck = (place: Place) => {
  let context: number | undefined;
  return async ({ messages, max_tokens }: ModelRequest, signal: AbortSignal): Promise<ModelFailure | undefined> => {
    const needed = estimateTokens(messages.map(({ content }) => content).join('\n')) + max_tokens;
    if (context !== undefined && needed <= context) return undefined;
    const identity = await identifyOpenAi(place, signal);
    if (!identity.ok) return identity;
    ({ context } = identity);
    return needed <= context
      ? undefined
      : modelFailure('context_too_small', { needed, model: place.asked.model, context });
  };
};
