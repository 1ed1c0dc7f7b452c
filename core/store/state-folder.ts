import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where we keep on this machine what is nobody's repository. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const own = environment['CASEWRIGHT_STATE_DIR'];
  if (own) return resolve(own);
  return join(environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'casewright');
}
