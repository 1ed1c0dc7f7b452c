import {
  addBaseline,
  ConfigurationError,
  failReasons,
  gate,
  gitUserName,
  plural,
  readDocument,
  readWaivers,
  waiversPath,
} from '../../core/index.ts';
import { openProject } from '../open-project.ts';
import type { CommonOptions, Shell } from '../shell.ts';
import { isThere, kept, type Step, write } from './init-step.ts';

const days = 180;

/** `baseline`: undefined records gaps only where there is no file of waivers yet, true adds to one that is there. */
export type BaselineOptions = CommonOptions & { baseline?: boolean; by?: string; dryRun?: boolean };

/** Today's gaps as waivers, each by name. `paths`: what a configuration that is not written yet would read. */
export async function writeBaseline(shell: Shell, options: BaselineOptions, paths: string[]): Promise<Step> {
  if (options.baseline !== true && (await isThere(shell, waiversPath)))
    return kept(waiversPath, "it is there already; --baseline adds today's gaps");
  const { documents, record } = await openProject(shell, paths, options);
  const { waivers, problems } = await readWaivers(shell.root, shell.now());
  if (problems.some(({ severity }) => severity === 'error')) throw new ConfigurationError(problems);
  const input = { documents, lock: record.committed.lock, waivers };
  const verdict = gate(input, { require: 'drafted', failOn: failReasons });
  const ids = [...new Set(failReasons.flatMap((reason) => verdict[reason]))];
  if (ids.length === 0) return { path: waiversPath, state: 'unchanged', note: 'there is no gap to record' };
  const owner = options.by ?? (await gitUserName(shell.root)) ?? shell.environment['USER'] ?? 'nobody yet';
  const expires = new Date(shell.now().getTime() + days * 24 * 60 * 60 * 1000);
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const before = await readDocument(waiversPath, shell.root);
  const baseline = { ids, owner, today: day(shell.now()), expires: day(expires) };
  const text = addBaseline('text' in before ? before.text : undefined, baseline);
  const note = `${plural(ids.length, 'gap')} of today waived until ${day(expires)}; a new one closes the gate`;
  return write(shell, { path: waiversPath, text, note }, options.dryRun === true);
}
