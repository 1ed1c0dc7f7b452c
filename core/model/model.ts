/** One way to reach a language model. Drivers and combinations of drivers are all `Model`s. */
export type Model = {
  /** As the user writes it, such as `ollama:qwen3:8b`. */
  name: string;
  /** Resolves what would serve: proves that the model is there. Never throws. */
  identify: (signal?: AbortSignal) => Promise<ModelIdentity | ModelFailure>;
  /** One call. Never throws; an abort is the failure `aborted`. */
  generate: (request: ModelRequest) => Promise<ModelAnswer | ModelFailure>;
};

export type ModelIdentity = {
  ok: true;
  /** Content digest of the weights and template: tags are mutable. */
  digest: string;
  /** Tokens that the model can hold. */
  context: number;
};

export type ModelRequest = {
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  /** JSON Schema in the subset that every engine honours. */
  schema: object;
  temperature: number;
  seed: number;
  /** Upper bound of the answer, in tokens. */
  max_tokens: number;
  signal?: AbortSignal;
  /** Called as text arrives, with the number of characters so far. */
  onText?: (characters: number) => void;
};

export type ModelAnswer = {
  ok: true;
  text: string;
  /** `length`: the answer was cut at `max_tokens` or at the end of the context. */
  finish: 'stop' | 'length';
  prompt_tokens: number;
  answer_tokens: number;
  /** As the engine reports it. */
  engine_ms: number;
};

export type ModelFailureCode =
  | 'unreachable'
  | 'model_missing'
  | 'context_overflow'
  | 'schema_refused'
  | 'busy'
  | 'timeout'
  | 'aborted'
  | 'incomplete'
  | 'bad_answer'
  | 'server_error';

/** A model call that did not serve. `retryable`: the same call may succeed later. */
export type ModelFailure = { ok: false; code: ModelFailureCode; message: string; hint: string; retryable: boolean };
