import type { ModelFailure } from '../failure/model-failure.ts';
import type { ChatBody } from './chat-body.ts';

const needed = ['model', 'messages', 'stream', 'response_format'];
const limits = ['max_tokens', 'max_completion_tokens'];
const refusal =
  /unsupported|unrecogni[sz]ed|unknown|unexpected|invalid (parameter|value|argument)|extra (inputs|fields)|not (supported|permitted|allowed)|(does|do) not support/i;

/**
 * The optional parameter that a server says it does not take: the first of those sent that it names. The limit of the
 * answer has another name to try, and is never given up.
 */
export const refusedParameter = ({ kind, values }: ModelFailure, body: ChatBody, limit: string): string | undefined => {
  const said = String(values.detail ?? '');
  if (kind !== 'request_refused' || !refusal.test(said)) return undefined;
  const named = Object.keys(body)
    .filter((name) => !needed.includes(name) && (name === limit || !limits.includes(name)))
    .map((name) => ({ name, at: said.search(new RegExp(`\\b${name}\\b`)) }))
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => a.at - b.at);
  return named[0]?.name;
};
