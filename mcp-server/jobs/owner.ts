import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** One run of a server. `place`: where its process id means something. */
export type Owner = { id: string; place: string; pid: number };

export function thisOwner(): Owner {
  return { id: randomUUID(), place: `${hostname()} ${processSpace()}`, pid: process.pid };
}

/** Whether a run of a server is known to be over. Of one on another machine nothing is known: its lease has to run out. */
export function isOver(owner: Owner, own: Owner): boolean {
  if (owner.place !== own.place || owner.id === own.id) return false;
  // In a container every server is process 1: with our number it is one that was here before us.
  return owner.pid === own.pid || !isRunning(owner.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is running, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Containers may share a host name and a folder, and count processes apart. */
function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
