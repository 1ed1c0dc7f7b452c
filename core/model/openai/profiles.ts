import type { Deployment } from '../model.ts';
import { lmStudio, llamaCpp, type Probe, ollama, tgi, vllm } from './probes.ts';

/** How the schema of the answer reaches the engine; with the latter two it is also told in the prompt. */
export type SchemaMode = 'json_schema' | 'json_object' | 'text';

/** What one engine understands. Whatever it does not understand is not sent: some refuse what they do not know. */
export type Profile = {
  /** Its name in messages. */
  engine: string;
  /** In the order to try. */
  modes: [SchemaMode, ...SchemaMode[]];
  /** Where the schema stands in `response_format`. */
  schemaKey: 'json_schema' | 'value';
  /** `strict: true`, and the keywords that it then turns down: the caller's own check stays complete. */
  strict?: { without: string[] };
  tokens: 'max_tokens' | 'max_completion_tokens';
  seed: boolean;
  /** Asks for the counts at the end of the stream. */
  usage: boolean;
  lowestTemperature: number;
  /** Sent with every request: engines otherwise take defaults of the model or of their own. */
  samplers: Record<string, number>;
  /** Switches reasoning off, or down where it cannot be off. */
  thinkingOff: Record<string, unknown> | ((model: string) => Record<string, unknown>);
  base_url?: string;
  cloud: boolean;
  key: 'bearer' | 'api-key';
  /** Whether `/models` names every model that it serves. */
  listsAll: boolean;
  /** Where its context size, version and digest are told, beside `/models`. */
  probes: Probe[];
  /** Path of the health check beside `/v1`; without one, `/models` is asked. */
  health?: string;
  /** Loads weights at the first call. */
  lazy: boolean;
  /** Drops the middle of a prompt that is too long, where others refuse it. */
  cutsSilently: boolean;
  /** Tokens that the model can hold, where nobody tells. */
  context: number;
};

type Unnamed = Omit<Profile, 'engine'>;

const own = {
  modes: ['json_schema', 'json_object', 'text'],
  schemaKey: 'json_schema',
  tokens: 'max_tokens',
  seed: true,
  usage: true,
  lowestTemperature: 0,
  samplers: {},
  thinkingOff: {},
  cloud: false,
  key: 'bearer',
  listsAll: true,
  probes: [],
  lazy: false,
  cutsSilently: false,
  context: 4096,
} satisfies Unnamed;

const cloud = { ...own, cloud: true, listsAll: false, context: 32_768 } satisfies Unnamed;

// A model that always reasons takes neither a temperature nor a seed; what else it refuses is learned from its refusals.
const reasons = (model: string): Record<string, unknown> =>
  /^(o\d|gpt-[5-9])/i.test(model) ? { reasoning_effort: 'low' } : {};
const openai = {
  ...cloud,
  strict: { without: ['minLength', 'maxLength', 'minItems', 'maxItems'] },
  tokens: 'max_completion_tokens',
  thinkingOff: reasons,
  context: 128_000,
} satisfies Unnamed;

const penaltiesOff = { frequency_penalty: 0, presence_penalty: 0 };

export const profiles = {
  vllm: {
    ...own,
    engine: 'vLLM',
    samplers: { top_p: 0.9, top_k: 40, repetition_penalty: 1, ...penaltiesOff },
    thinkingOff: { chat_template_kwargs: { enable_thinking: false } },
    base_url: 'http://127.0.0.1:8000/v1',
    probes: [vllm],
    health: '/health',
  },
  'llama-cpp': {
    ...own,
    engine: 'llama.cpp',
    samplers: { top_p: 0.9, top_k: 40, min_p: 0, repeat_penalty: 1 },
    thinkingOff: { reasoning_effort: 'none' },
    base_url: 'http://127.0.0.1:8080/v1',
    // One model serves whatever name it is asked by.
    listsAll: false,
    probes: [llamaCpp],
    health: '/health',
  },
  'lm-studio': {
    ...own,
    engine: 'LM Studio',
    samplers: { top_p: 0.9, top_k: 40, repeat_penalty: 1 },
    base_url: 'http://127.0.0.1:1234/v1',
    probes: [lmStudio],
    lazy: true,
  },
  localai: {
    ...own,
    engine: 'LocalAI',
    samplers: { top_p: 0.9, top_k: 40 },
    base_url: 'http://127.0.0.1:8080/v1',
    health: '/readyz',
    lazy: true,
  },
  tgi: {
    ...own,
    engine: 'TGI',
    modes: ['json_schema', 'text'],
    schemaKey: 'value',
    samplers: { top_p: 0.9, ...penaltiesOff },
    base_url: 'http://127.0.0.1:3000/v1',
    // It serves one model, under whatever name.
    listsAll: false,
    probes: [tgi],
    health: '/health',
  },
  'ollama-v1': {
    ...own,
    engine: 'Ollama',
    samplers: { top_p: 0.9, ...penaltiesOff },
    thinkingOff: { reasoning_effort: 'none' },
    base_url: 'http://127.0.0.1:11434/v1',
    probes: [ollama],
    health: '/api/version',
    lazy: true,
    cutsSilently: true,
  },
  openai: { ...openai, engine: 'OpenAI', base_url: 'https://api.openai.com/v1', listsAll: true },
  // No address of its own: the name of the resource is in it.
  azure: { ...openai, engine: 'Azure OpenAI', key: 'api-key' },
  dashscope: {
    ...cloud,
    engine: 'DashScope',
    thinkingOff: { enable_thinking: false },
    base_url: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  },
  zhipu: {
    ...cloud,
    engine: 'Zhipu',
    modes: ['json_object', 'text'],
    seed: false,
    usage: false,
    thinkingOff: { thinking: { type: 'disabled' } },
    base_url: 'https://open.bigmodel.cn/api/paas/v4',
  },
  qianfan: {
    ...cloud,
    engine: 'Qianfan',
    lowestTemperature: 0.01,
    base_url: 'https://qianfan.baidubce.com/v2',
    context: 8192,
  },
  hunyuan: {
    ...cloud,
    engine: 'Hunyuan',
    modes: ['json_object', 'text'],
    base_url: 'https://api.hunyuan.cloud.tencent.com/v1',
  },
  generic: { ...own, engine: 'The server', listsAll: false },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

export const profileNamed = (name: ProfileName): Profile => profiles[name];

/** Only our own knowledge of the engine decides: an engine of one's own is local or in the network by its address. */
export const deploymentBy = (profile: Profile, byAddress: Deployment): Deployment =>
  profile.cloud ? 'cloud' : byAddress;
