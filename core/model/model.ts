import type { ModelFailure } from './failure/model-failure.ts';

export type { ModelFailure, ModelFailureCode } from './failure/model-failure.ts';

/** One way to reach a language model. Drivers and combinations of drivers are all `Model`s; none of them ever throws. */
export type Model = {
  /** As the user writes it, such as `ollama:qwen3:8b`. */
  name: string;
  /** URL of its server, without credentials; absent where none is asked. */
  endpoint?: string;
  /** Resolves what would serve: proves that the model is there and may be used. */
  identify: (signal?: AbortSignal) => Promise<ModelIdentity | ModelFailure>;
  /** One call. An abort is the failure `CANCELLED`. */
  generate: (request: ModelRequest) => Promise<ModelAnswer | ModelFailure>;
  /** Whether the server answers now, in less than a second; asks nothing of the model itself. */
  health: (signal?: AbortSignal) => Promise<ModelHealth>;
  /** Loads the weights, so that the first call need not. Engines that load by themselves answer at once. */
  warmUp: (signal?: AbortSignal) => Promise<WarmUp | ModelFailure>;
  /** Frees what the model holds in this process. */
  close?: () => Promise<void>;
};

/** Where the words come from: this process, this machine, the team's network, somebody else's machines, or our rules. */
export type Deployment = 'in_process' | 'local' | 'network' | 'cloud' | 'rules';

export type ModelIdentity = {
  ok: true;
  /** `ollama`, `vllm`, `openai`, `embedded`, `rules`, … */
  provider: string;
  /** The name at its provider. */
  model: string;
  deployment: Deployment;
  /** Content digest of the weights and template where the engine tells one: tags are mutable. */
  digest: string;
  /** Tokens that the model can hold. */
  context: number;
  /** As the engine says it, such as `apache-2.0` or the first line of a licence text. */
  license?: string;
  /** Bytes of the weights. */
  size?: number;
  quantization?: string;
  capabilities?: string[];
};

export type ModelHealth = { ok: true; version?: string; ms: number } | ModelFailure;

export type WarmUp = { ok: true; ms: number };

export type ModelRequest = {
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  /** JSON Schema in the subset that every engine honours. */
  schema: object;
  temperature: number;
  seed: number;
  /** Upper bound of the answer, in tokens. */
  max_tokens: number;
  /** What the rules would answer, as JSON that fits `schema`. */
  draft?: string;
  /** Names this request in logs and spans; the same on every attempt and every model that it reaches. */
  correlation_id?: string;
  signal?: AbortSignal;
  /** Called as text arrives, with the number of characters so far. */
  onText?: (characters: number) => void;
};

export type ModelAnswer = {
  ok: true;
  text: string;
  /** `length`: cut at `max_tokens` or at the end of the context; `loop`: broken off because it repeated itself. */
  finish: 'stop' | 'length' | 'loop';
  /** Name of the model that wrote it, whichever wrapper was asked. */
  served_by: string;
  /** Read from a cache: no engine ran, and the counts are those of the call that filled it. */
  cached?: boolean;
  prompt_tokens: number;
  answer_tokens: number;
  /** The engine told no counts: both are our estimate. */
  estimated?: true;
  /** The whole call as the engine reports it, else as measured here. */
  engine_ms: number;
  /** Of it: evaluating the prompt, and loading the model, where the engine says so. */
  prompt_ms?: number;
  load_ms?: number;
};
