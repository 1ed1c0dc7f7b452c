import { problem } from '../core/index.ts';

const deepest = 64;

/** Neither nested deeper than anything that we read nor with a key that would become a prototype. Takes no stack. */
export function isSound(value: object): boolean {
  let level: object[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest || level.some((each) => Object.hasOwn(each, '__proto__'))) return false;
    level = level.flatMap((each) =>
      Object.values(each).filter((inner: unknown) => typeof inner === 'object' && inner !== null),
    );
  }
  return true;
}

export const unsound = problem({
  code: 'too_deep',
  message: `the arguments are nested deeper than ${deepest} levels, or hold the key __proto__`,
  hint: 'Send them as the schema of the tool describes them.',
});
