import { createHash } from 'node:crypto';
import type { ModelIdentity, ModelRequest } from '../model.ts';

/**
 * What an answer follows from. The order within the schema counts: it is the order in which engines write. An engine
 * that tells no digest is known by its names and its address.
 */
export const cacheKey = (identity: ModelIdentity, request: ModelRequest, endpoint: string | undefined): string => {
  const { digest, provider, model } = identity;
  const { messages, schema, temperature, seed, max_tokens } = request;
  const weights = digest === '' ? [provider, model, endpoint ?? ''] : digest;
  const asked = messages.map(({ role, content }) => [role, content]);
  const whole = JSON.stringify([weights, asked, schema, temperature, seed, max_tokens]);
  return createHash('sha256').update(whole).digest('hex');
};
