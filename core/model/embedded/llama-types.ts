/** What is used of the package `node-llama-cpp`, which is not installed with casewright. */
export type LlamaModule = {
  getLlama: (options: {
    gpu: 'auto' | false;
    build: 'never';
    skipDownload: true;
    progressLogs: false;
    logLevel: 'error';
    logger: (level: string, message: string) => void;
    maxThreads: number;
  }) => Promise<Llama>;
  LlamaChat: new (options: { contextSequence: LlamaSequence }) => LlamaChat;
  readGgufFileInfo: (
    path: string,
    options: { readTensorInfo: false; logWarnings: false; sourceType: 'filesystem'; signal?: AbortSignal },
  ) => Promise<{ metadata: unknown }>;
};

export type Llama = {
  loadModel: (options: { modelPath: string; loadSignal?: AbortSignal }) => Promise<LlamaModel>;
  createGrammarForJsonSchema: (schema: object) => Promise<object>;
  dispose: () => Promise<void>;
};

export type LlamaModel = {
  tokenizer: object;
  createContext: (options: {
    contextSize: number;
    threads: number;
    sequences: 1;
    createSignal?: AbortSignal;
  }) => Promise<{ contextSize: number; getSequence: () => LlamaSequence }>;
};

type Meter = { usedInputTokens: number; usedOutputTokens: number };

export type LlamaSequence = { tokenMeter: { getState: () => Meter; diff: (before: Meter) => Meter } };

export type ChatItem =
  | { type: 'system'; text: string }
  | { type: 'user'; text: string }
  | { type: 'model'; response: string[] };

export type LlamaChat = {
  chatWrapper: {
    generateContextState: (options: { chatHistory: ChatItem[] }) => {
      contextText: { tokenize: (tokenizer: object) => unknown[] };
    };
  };
  generateResponse: (
    history: ChatItem[],
    options: {
      grammar: object;
      maxTokens: number;
      temperature: number;
      seed: number;
      signal: AbortSignal;
      onTextChunk: (text: string) => void;
    },
  ) => Promise<{ response: string; metadata: { stopReason: string } }>;
};
