import { cancelled, modelFailure } from './failure/model-failure.ts';
import type { Model } from './model.ts';

// Changes whenever the rules come to word drafts otherwise: caches and lockfiles compare it.
const rulesVersion = 1;

/** The model `rules`: answers with the draft of the request, asks nobody, and is always there. */
export const rulesModel = (): Model => ({
  name: 'rules',
  identify: async (signal) =>
    signal?.aborted === true
      ? cancelled()
      : {
          ok: true,
          provider: 'rules',
          model: 'rules',
          deployment: 'rules',
          digest: `rules-${rulesVersion}`,
          context: Number.MAX_SAFE_INTEGER,
        },
  health: async () => ({ ok: true, version: String(rulesVersion), ms: 0 }),
  warmUp: async () => ({ ok: true, ms: 0 }),
  generate: async ({ draft, signal, onText }) => {
    if (signal?.aborted === true) return cancelled();
    if (draft === undefined) {
      return modelFailure('request_refused', {
        engine: 'rules',
        url: 'casewright',
        detail: 'the request has no draft',
      });
    }
    onText?.(draft.length);
    // No engine ran, so no token was read or written.
    const counts = { prompt_tokens: 0, answer_tokens: 0, engine_ms: 0 };
    return { ok: true, text: draft, finish: 'stop', served_by: 'rules', ...counts };
  },
});
