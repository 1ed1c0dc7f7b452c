import type { Unit } from './unit.ts';

/** What may be named: ids as people write them → the keys `<document>:<id>` that they can mean. */
export type KnownIds = {
  /**
   * The keys that a text names, each once. A bare id that several documents have names none of them. Where a text names
   * a part of a requirement (a case, an item, a criterion), that is what it means, not the whole.
   */
  named: (text: string) => string[];
  /** Bare ids that a text names and that several documents have. */
  ambiguous: (text: string) => string[];
};

const token = /[\p{L}\d](?:[\p{L}\d_.~#/@:-]*[\p{L}\d])?/gu;

/**
 * An index of all ids of requirements, criteria, items and cases. `others`: ids that stand for no item, such as those of
 * stale cases and of requirements without a test.
 */
export function knownIds(
  units: Unit[],
  others: { document: string; id: string; requirement?: string }[] = [],
): KnownIds {
  const keys = new Map<string, Set<string>>();
  const wholeOf = new Map<string, string>();
  const add = (name: string, key: string) => {
    const known = keys.get(name);
    if (known) known.add(key);
    else keys.set(name, new Set([key]));
  };
  for (const { document, requirement, criterion, item, cases } of units) {
    const whole = `${document}:${requirement}`;
    for (const id of [requirement, item, ...cases]) addId(document, id);
    for (const id of [item, ...cases]) wholeOf.set(`${document}:${id}`, whole);
    if (criterion === undefined) continue;
    const key = `${whole}/${criterion}`;
    wholeOf.set(key, whole);
    add(`${requirement}/${criterion}`, key);
    // `AC1` alone is everybody's; `US1-AC2` and Kiro's `1.2` say whose they are.
    if (criterion.includes(requirement)) add(criterion, key);
  }
  for (const { document, id, requirement } of others) {
    addId(document, id);
    if (requirement !== undefined) wholeOf.set(`${document}:${id}`, `${document}:${requirement}`);
  }
  const spaced = [...keys.keys()].filter((name) => /\s/.test(name));
  return {
    named: (text) => {
      const named = new Set(namesIn(text).flatMap((name) => only(keys.get(name))));
      const wholes = new Set([...named].map((key) => wholeOf.get(key)));
      return [...named].filter((key) => !wholes.has(key));
    },
    ambiguous: (text) => namesIn(text).filter((name) => (keys.get(name)?.size ?? 0) > 1),
  };

  function addId(document: string, id: string): void {
    const key = `${document}:${id}`;
    add(id, key);
    add(key, key);
    // A function's name holds no hyphen.
    if (/[-.]/.test(id)) add(snake(id), key);
  }

  function namesIn(text: string): string[] {
    // `@id:TC-1` names as much as `TC-1` does.
    const words = [...text.matchAll(token)].flatMap(([word]) =>
      word.includes(':') ? [word, ...word.split(':')] : word,
    );
    const names = words.flatMap((word) => [word, ...(word.includes('_') ? partsOf(word) : [])]);
    return [...names, ...spaced.filter((name) => text.includes(name))].filter((name) => keys.has(name));
  }
}

/** `test_req_7_locks` names `req_7`: all runs of up to eight parts. */
function partsOf(word: string): string[] {
  const parts = word.toLowerCase().split('_');
  return parts.flatMap((_, from) =>
    Array.from({ length: Math.min(8, parts.length - from) }, (__, more) =>
      parts.slice(from, from + more + 1).join('_'),
    ),
  );
}

function snake(id: string): string {
  return id.toLowerCase().replace(/[-.]/g, '_');
}

function only(keys: Set<string> | undefined): string[] {
  return keys?.size === 1 ? [...keys] : [];
}
