import { concurrencyOf, type Config, type GenerateInput, previewGeneration } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import type { GenerateArguments } from './generated.ts';
import { configOf, requireModel } from './pick-writer.ts';
import { planAhead, selected } from './planned-input.ts';
import { readInput, requireRequirements } from './read-input.ts';

export type Prepared = {
  input: GenerateInput;
  config: Config;
  /** Of the documents; none where they came as text. */
  root?: string | undefined;
  isSelected: (document: string, id: string) => boolean;
  /** How many requirements get new cases. */
  due: number;
};

/** Reads and checks all that a generation is about, and asks no model. @throws ConfigurationError */
export async function prepareGeneration(args: GenerateArguments, settings: Settings): Promise<Prepared> {
  const { documents, root, committed } = await readInput(args, settings);
  requireRequirements(documents);
  const isSelected = selected(args.ids, documents);
  const config = await configOf(root, settings);
  requireModel(args.model, config);
  await planAhead({ documents, committed, findings: config.findings }, settings);
  const input: GenerateInput = {
    documents,
    lock: committed.lock,
    suites: committed.suites,
    ...(config.findings && { findings: config.findings }),
    ...(settings.metrics && { metrics: settings.metrics }),
    toolVersion: settings.version,
    now: new Date(),
    options: {
      only: documents.flatMap(({ path, requirements }) =>
        requirements.filter(({ id }) => isSelected(path, id)).map(({ id }) => `${path}:${id}`),
      ),
      seed: config.seed ?? 42,
      concurrency: concurrencyOf(config, args.model),
    },
  };
  return { input, config, root, isSelected, due: previewGeneration(input).requirements.length };
}
