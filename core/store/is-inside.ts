import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

/** The way from `root` down to `path`, as both are written: empty for the root itself, undefined where it leads out. */
export function wayBelow(path: string, root: string): string | undefined {
  const way = relative(root, path);
  return isAbsolute(way) || way.split(sep)[0] === '..' ? undefined : way;
}

export function isInside(path: string, root: string): boolean {
  return wayBelow(path, root) !== undefined;
}

/**
 * Where a path really lies, with the part of it that is not there yet as it is written. Undefined for a link that leads
 * nowhere: it would be followed once something is there.
 */
export async function realPlace(path: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  if (await lstat(path).catch(() => undefined)) return undefined;
  const above = dirname(path);
  const place = above === path ? undefined : await realPlace(above);
  return place && join(place, basename(path));
}

/** Whether a path lies below `root` once all links are followed. It need not be there yet. */
export async function leadsInside(path: string, root: string): Promise<boolean> {
  const place = await realPlace(path);
  return place !== undefined && isInside(place, await realpath(root));
}
