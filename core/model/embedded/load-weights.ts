import type { Llama, LlamaChat, LlamaModel, LlamaModule, LlamaSequence } from './llama-types.ts';

/** A model in memory, with its only context. */
export type Loaded = {
  llama: Llama;
  model: LlamaModel;
  sequence: LlamaSequence;
  chat: LlamaChat;
  /** Tokens that the context holds. */
  context: number;
};

type How = { path: string; context: number; threads: number; gpu: 'auto' | false; signal: AbortSignal };

/** Takes the memory for weights and context. @throws the engine's errors. */
export const loadWeights = async (module: LlamaModule, how: How): Promise<Loaded> => {
  const { getLlama, LlamaChat: Chat } = module;
  const llama = await getLlama({
    gpu: how.gpu,
    // It neither compiles nor downloads an engine: the package brings one.
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: 'error',
    logger: () => undefined,
    maxThreads: how.threads,
  });
  try {
    const model = await llama.loadModel({ modelPath: how.path, loadSignal: how.signal });
    const context = await model.createContext({
      contextSize: how.context,
      threads: how.threads,
      sequences: 1,
      createSignal: how.signal,
    });
    const sequence = context.getSequence();
    return { llama, model, sequence, chat: new Chat({ contextSequence: sequence }), context: context.contextSize };
  } catch (error) {
    await llama.dispose();
    throw error;
  }
};
