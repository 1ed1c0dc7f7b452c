import { generateSuite } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { type GenerateArguments, type Generated, generatedOf } from './generated.ts';
import type { Tell } from './heartbeat.ts';
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
export async function runGeneration(args: GenerateArguments, settings: Settings, run: Run): Promise<RunResult> {
  const { caller, signal, tell, onPosition } = run;
  const prepared = await prepareGeneration(args, settings);
  if (prepared.due > 0) tell({ done: 0, total: prepared.due, message: 'waiting for the model' });
  const picked = await pick(prepared, args, { settings, signal });
  if (!picked.writer) return write(prepared, picked, { args, run });
  let waited = false;
  const told = (position: number): void => {
    waited = true;
    tell({ done: 0, total: prepared.due, message: `position ${position} in the queue` }, true);
    onPosition?.(position);
  };
  const inTurn = async () => {
    if (!waited) return write(prepared, picked, { args, run });
    // Documents, committed cases and the model may have changed meanwhile.
    const again = await prepareGeneration(args, settings);
    return write(again, await pick(again, args, { settings, signal }), { args, run });
  };
  return settings.models.queue.run(inTurn, { caller, signal, onPosition: told });
}

type Chosen = Picked & { absent?: boolean };

async function pick(
  { due, config }: Prepared,
  { model: wish }: GenerateArguments,
  { settings, signal }: { settings: Settings; signal: AbortSignal },
): Promise<Chosen> {
  if (due === 0) return { reason: 'Nothing had to be written: no item lacks a case.' };
  const picked = await pickWriter({ wish, config, signal }, settings);
  return picked.writer ? picked : { ...picked, absent: (wish ?? config.model) !== 'rules' };
}

async function write(
  { input, isSelected, due }: Prepared,
  { writer, reason, absent = false }: Chosen,
  { args, run: { signal, tell, onBegin } }: { args: GenerateArguments; run: Run },
): Promise<RunResult> {
  onBegin?.();
  if (writer) tell({ done: 0, total: due, message: 'waiting for the model' });
  const result = await generateSuite({ ...input, signal, ...(writer && { writer }), onProgress: progressTeller(tell) });
  const generated = generatedOf(result, {
    args,
    input,
    isSelected,
    model: writer?.model.name ?? 'rules',
    ...(reason !== undefined && { reason }),
  });
  return { generated, lost: result.model_lost, absent };
}
