import { licenseOf } from '../ollama/license-of.ts';
import { field, positive, texts } from '../untrusted.ts';

/** What an engine tells of itself and of the model, as far as it does. */
export type Facts = {
  context?: number;
  version?: string;
  digest?: string;
  size?: number;
  quantization?: string;
  license?: string;
  /** Its server has it answered elsewhere, or cannot hold it to a schema. */
  refuse?: 'cloud' | 'safetensors';
};

/** Paths beside `/v1`, of which `show` wants to be told the model and answers last, and what their answers say of it. */
export type Probe = { paths: string[]; show?: string; read: (answers: unknown[], model: string) => Facts };

const facts = (all: Record<Exclude<keyof Facts, 'refuse' | 'license'>, unknown>): Facts => ({
  ...numeric('context', all.context),
  ...numeric('size', all.size),
  ...textual('version', all.version),
  ...textual('digest', all.digest),
  ...textual('quantization', all.quantization),
});

const numeric = (key: 'context' | 'size', value: unknown): Facts => {
  const number = positive(value);
  return number === undefined ? {} : { [key]: number };
};

const textual = (key: 'version' | 'digest' | 'quantization', value: unknown): Facts => {
  const [text] = texts([value]);
  return text === undefined ? {} : { [key]: text.slice(0, 200) };
};

const nothing = { context: undefined, version: undefined, digest: undefined, size: undefined, quantization: undefined };

export const vllm: Probe = {
  paths: ['/version'],
  read: ([version]) => facts({ ...nothing, version: field(version, 'version') }),
};

// What a slot holds, which may be much less than the model was trained for.
export const llamaCpp: Probe = {
  paths: ['/props'],
  read: ([props]) =>
    facts({
      ...nothing,
      context: field(field(props, 'default_generation_settings'), 'n_ctx'),
      version: field(props, 'build_info'),
    }),
};

export const lmStudio: Probe = {
  paths: ['/api/v0/models'],
  read: ([models], model) => {
    const found = entryOf(field(models, 'data'), ['id'], model);
    const context = field(found, 'loaded_context_length') ?? field(found, 'max_context_length');
    return facts({ ...nothing, context, quantization: field(found, 'quantization') });
  },
};

export const tgi: Probe = {
  paths: ['/info'],
  read: ([info]) =>
    facts({
      ...nothing,
      context: field(info, 'max_total_tokens'),
      version: field(info, 'version'),
      digest: field(info, 'model_sha'),
    }),
};

// `/v1` cannot set the context: it is what the model is loaded with.
export const ollama: Probe = {
  paths: ['/api/version', '/api/tags', '/api/ps'],
  show: '/api/show',
  read: ([version, tags, running, shown], model) => {
    const name = model.slice(model.lastIndexOf('/') + 1).includes(':') ? model : `${model}:latest`;
    const installed = entryOf(field(tags, 'models'), ['name', 'model'], name);
    const license = licenseOf(shown);
    const known = facts({
      context: field(entryOf(field(running, 'models'), ['name', 'model'], name), 'context_length'),
      version: field(version, 'version'),
      digest: field(installed, 'digest'),
      size: field(installed, 'size'),
      quantization: field(field(installed, 'details'), 'quantization_level'),
    });
    const told: Facts = { ...known, ...(license !== undefined && { license }) };
    const elsewhere = [installed, shown].some(
      (said) => texts([field(said, 'remote_host'), field(said, 'remote_model')]).length > 0,
    );
    if (elsewhere || /[:-]cloud$/.test(name)) return { ...told, refuse: 'cloud' };
    return field(field(installed, 'details'), 'format') === 'safetensors' ? { ...told, refuse: 'safetensors' } : told;
  },
};

/** The entry of a list whose name is `wanted`. */
export const entryOf = (list: unknown, keys: string[], wanted: string): unknown =>
  Array.isArray(list) ? list.find((entry: unknown) => keys.some((key) => field(entry, key) === wanted)) : undefined;
