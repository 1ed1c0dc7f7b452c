import { isParticiple } from './verbs.ts';

const pairs = `valid invalid, open closed, locked unlocked, enabled disabled, active inactive, available unavailable, empty non-empty, present absent,
known unknown, online offline, connected disconnected, authenticated unauthenticated, authorised unauthorised, authorized unauthorized,
correct incorrect, complete incomplete, on off, registered unregistered, encrypted unencrypted, signed unsigned, reachable unreachable,
moving stationary, paired unpaired, occupied vacant, verified unverified, successful unsuccessful, armed disarmed, visible hidden, dirty clean, paid unpaid, wet dry`;

const opposites = new Map<string, string>();
for (const pair of pairs.split(/,\s+/)) {
  const [left, right] = pair.trim().split(/\s+/);
  if (left && right) {
    if (!opposites.has(left)) opposites.set(left, right);
    if (!opposites.has(right)) opposites.set(right, left);
  }
}

/** The adjective that says the opposite: `invalid` → `valid`; undefined where only "not" says it safely. */
export function antonym(adjective: string): string | undefined {
  const lower = adjective.toLowerCase();
  const positive = lower.startsWith('un') && isParticiple(lower.slice(2)) ? lower.slice(2) : undefined;
  return opposites.get(lower) ?? positive;
}
