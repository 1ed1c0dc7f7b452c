import type { Model, ModelAnswer, ModelFailure, ModelRequest } from './model.ts';
import { cancelled, modelFailure } from './failure/model-failure.ts';

/** A text stands for an answer that ended by itself. */
export type ScriptedAnswer = string | ModelAnswer | ModelFailure;
type Script = ScriptedAnswer[] | ((request: ModelRequest, call: number) => ScriptedAnswer | Promise<ScriptedAnswer>);

/** A model that replays answers, in order or by a function of the request (calls count from 0), and records requests. */
export const scriptedModel = (answers: Script, name = 'scripted'): Model & { requests: ModelRequest[] } => {
  const requests: ModelRequest[] = [];
  return {
    name,
    requests,
    identify: async () => ({
      ok: true,
      provider: 'scripted',
      model: name,
      deployment: 'in_process',
      digest: 'scripted',
      context: 4096,
    }),
    health: async () => ({ ok: true, ms: 0 }),
    warmUp: async () => ({ ok: true, ms: 0 }),
    generate: async (request) => {
      if (request.signal?.aborted === true) return cancelled();
      const call = requests.push(request) - 1;
      const answer = typeof answers === 'function' ? await answers(request, call) : answers[call];
      if (answer === undefined) return exhausted(call);
      if (typeof answer !== 'string') return answer;
      request.onText?.(answer.length);
      return {
        ok: true,
        text: answer,
        finish: 'stop',
        served_by: name,
        prompt_tokens: 0,
        answer_tokens: 0,
        engine_ms: 0,
      };
    },
  };
};

const exhausted = (call: number): ModelFailure =>
  modelFailure('request_refused', { engine: 'The script', url: 'itself', detail: `no answer for call ${call + 1}` });
