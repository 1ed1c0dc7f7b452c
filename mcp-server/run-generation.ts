import { type GenerateInput, type GenerateResult, generateSuite } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { type GenerateArguments, type Generated, generatedOf } from './generated.ts';
import type { Tell } from './heartbeat.ts';
import { heavily, sizeOf } from './heavily.ts';
import { isSmall } from './heavy-work.ts';
import { type Picked, pickWriter } from './pick-writer.ts';
import { type Prepared, prepareGeneration } from './prepare-generation.ts';
import { progressTeller } from './progress-teller.ts';

/** Who wants it, and who hears of it. */
type Run = {
  caller: string;
  signal: AbortSignal;
  tell: Tell;
  /** The place in the queue, 1 being next. */
  onPosition?: (position: number) => void;
  /** The writing begins now. */
  onBegin?: () => void;
};

/** `lost`: the model left before the end. `absent`: one was wanted, and none was there to begin with. */
type RunResult = { generated: Generated; lost: boolean; absent: boolean };

/**
 * Writes what the arguments name, after its turn where a model does it. When the signal aborts while it writes, what was
 * finished is the result. @throws ConfigurationError, and the reason of the signal while it waits
 */
export async function runGeneration(args: GenerateArguments, served: Settings, run: Run): Promise<RunResult> {
  const { caller, signal, tell, onPosition } = run;
  const settings = { ...served, by: { caller, signal } };
  const prepared = await prepareGeneration(args, settings);
  if (prepared.due > 0) tell({ done: 0, total: prepared.due, message: 'waiting for the model' });
  const picked = await pick(prepared, args, { settings, signal });
  if (!picked.writer) return write(prepared, picked, { run, settings });
  let waited = false;
  const told = (position: number): void => {
    waited = true;
    tell({ done: 0, total: prepared.due, message: `position ${position} in the queue` }, true);
    onPosition?.(position);
  };
  const inTurn = async () => {
    if (!waited) return write(prepared, picked, { run, settings });
    // Documents, committed cases and the model may have changed meanwhile.
    const again = await prepareGeneration(args, settings);
    return write(again, await pick(again, args, { settings, signal }), { run, settings });
  };
  return settings.models.queue.run(inTurn, { caller, signal, onPosition: told });
}

type Chosen = Picked & { absent?: boolean };

async function pick(
  { due, config, root }: Prepared,
  { model: wish }: GenerateArguments,
  { settings, signal }: { settings: Settings; signal: AbortSignal },
): Promise<Chosen> {
  if (due === 0) return { reason: 'Nothing had to be written: no item lacks a case.' };
  const picked = await pickWriter({ wish, config, root, signal }, settings);
  return picked.writer ? picked : { ...picked, absent: (wish ?? config.model) !== 'rules' };
}

async function write(
  { input, config, isSelected, due }: Prepared,
  { writer, reason, absent = false }: Chosen,
  { run, settings }: { run: Run; settings: Settings },
): Promise<RunResult> {
  const { signal, tell, onBegin } = run;
  onBegin?.();
  if (writer) tell({ done: 0, total: due, message: 'waiting for the model' });
  const onProgress = progressTeller(tell);
  const result = writer
    ? await generateSuite({ ...input, signal, writer, onProgress })
    : await writeByRules({ ...input, signal, onProgress }, settings);
  if (!writer && due > 0) tell({ done: due, total: due, message: 'finished' });
  const generated = generatedOf(result, {
    input,
    config,
    isSelected,
    model: writer?.model.name ?? 'rules',
    ...(reason !== undefined && { reason }),
  });
  return { generated, lost: result.model_lost, absent };
}

/** Functions cannot be sent to where large documents are worked on: such a run is told of when it is over. */
function writeByRules(input: GenerateInput, settings: Settings): Promise<GenerateResult> {
  const size = sizeOf(input.documents);
  if (isSmall(size)) return generateSuite(input);
  const { signal: _signal, onProgress: _onProgress, metrics: _metrics, ...given } = input;
  return heavily('generate', given, { size, settings });
}
