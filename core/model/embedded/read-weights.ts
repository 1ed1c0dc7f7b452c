import { field, positive, texts } from '../untrusted.ts';
import type { LlamaModule } from './llama-types.ts';

/** What a GGUF file says of itself, read without loading it. */
export type WeightsFacts = { context: number; license?: string; quantization?: string };

// llama.cpp's own guess.
const assumedContext = 4096;
// `llama_ftype` of llama.cpp, as far as it is usual.
const quantizations: Record<number, string> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  12: 'Q3_K_M',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  32: 'BF16',
};

/** @throws where the file is no GGUF file. */
export const readWeights = async (
  { readGgufFileInfo }: LlamaModule,
  path: string,
  signal?: AbortSignal,
): Promise<WeightsFacts> => {
  const options = { readTensorInfo: false, logWarnings: false, sourceType: 'filesystem' } as const;
  const { metadata } = await readGgufFileInfo(path, { ...options, ...(signal && { signal }) });
  const general = field(metadata, 'general');
  const [architecture = ''] = texts([field(general, 'architecture')]);
  const [license] = texts([field(general, 'license')]);
  const quantization = quantizations[positive(field(general, 'file_type')) ?? 0];
  return {
    context: positive(field(field(metadata, architecture), 'context_length')) ?? assumedContext,
    ...(license !== undefined && { license: license.slice(0, 80) }),
    ...(quantization !== undefined && { quantization }),
  };
};
