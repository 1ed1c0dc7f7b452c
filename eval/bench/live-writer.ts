import { type ModelWriter, pickWriter } from '../../core/index.ts';

const packageRoot = `${import.meta.dirname}/../..`;

/** The model at this host with a prompt, or the one that suits it; a sentence where it cannot serve. */
export async function liveWriter(
  { host, name }: { host: string; name: string },
  prompt?: string,
): Promise<ModelWriter | string> {
  const picked = await pickWriter({
    spec: `ollama:${name}`,
    config: {},
    environment: { OLLAMA_HOST: host },
    packageRoot,
    read: async () => undefined,
    prompt,
  });
  const { writer, failure, problems = [], reason } = picked;
  return writer ?? failure?.message ?? problems[0]?.message ?? reason ?? `${name} cannot serve`;
}

/** The writer, with something to be told about each answer and the time that it took. */
export const watched = (
  writer: ModelWriter,
  onAnswer: (answer: Extract<Answer, { ok: true }>, wallMs: number) => void,
): ModelWriter => {
  const { model } = writer;
  const generate: typeof model.generate = async (request) => {
    const start = performance.now();
    const answer = await model.generate(request);
    // A failed call has no engine time to compare with.
    if (answer.ok) onAnswer(answer, performance.now() - start);
    return answer;
  };
  return { ...writer, model: { ...model, generate } };
};

type Answer = Awaited<ReturnType<ModelWriter['model']['generate']>>;
