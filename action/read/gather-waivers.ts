import { parseWaivers, type Problem, type Waiver, waiversPath } from '../../core/index.ts';
import type { Snapshot } from './read-files.ts';

/** The waivers of the head, and the ids that the base does not waive: those a reviewer has to know of. */
export type GatheredWaivers = { waivers: Waiver[]; added: string[]; problems: Problem[] };

/** Reads the waivers that hold on the day of `now`. */
export async function gatherWaivers(
  { head, base }: { head: Snapshot; base: Snapshot },
  now: Date,
): Promise<GatheredWaivers> {
  const [present, earlier] = await Promise.all([readWaivers(head, now), readWaivers(base, now)]);
  const before = new Set(earlier.waivers.flatMap(({ ids }) => ids));
  const added = present.waivers.flatMap(({ ids }) => ids).filter((id) => !before.has(id));
  return { ...present, added: [...new Set(added)] };
}

/** The waivers of a commit. */
export async function readWaivers(snapshot: Snapshot, now: Date): Promise<{ waivers: Waiver[]; problems: Problem[] }> {
  const file = await snapshot.read(waiversPath);
  if (file === undefined) return { waivers: [], problems: [] };
  return 'text' in file
    ? parseWaivers(file, now.toISOString().slice(0, 10))
    : { waivers: [], problems: [file.problem] };
}
