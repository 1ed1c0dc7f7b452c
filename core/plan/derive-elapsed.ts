import { deriveCapability } from './derive-permission.ts';
import { deriveReaction } from './derive-reaction.ts';
import { admitting } from './derive-window.ts';
import { part } from './phrase.ts';
import { isTime, quantity, quantityPattern as q, resolutionNote, stepped, type Quantity } from './quantity.ts';
import { isKnown, type Seed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';

const elapsed = new RegExp(
  String.raw`\b(?:up to|until|within|no later than|at most)\s+${q('n')}\s+(?<side>after|of|from|before)\s+(?<event>[^,;]{2,60})$`,
  'iu',
);

/** "can be returned within 14 days of delivery", "can be changed up to 24 hours before departure": on both sides. */
export function deriveElapsed(statement: Statement): Seed[] | undefined {
  const { predicate, form } = statement;
  const admitted = /^(?:can|may)$/.test(statement.modal) || admitting.test(predicate.text.replaceAll(/\s+/g, ' '));
  const match = form === 'base' && admitted ? elapsed.exec(predicate.text) : null;
  const { side = '', event = '', n = '', nunit = '', ngap } = match?.groups ?? {};
  const at = quantity(n, nunit, ngap);
  if (!match || !at || !isTime(at.unit)) return undefined;
  const before = /before/i.test(side);
  const span = part(predicate, match.index);
  const without = { ...statement, predicate: part(predicate, 0, match.index) };
  const points: [Quantity, boolean][] = [
    [at, true],
    [stepped(at, before ? -1 : 1), false],
  ];
  return points.flatMap(([value, within]): Seed[] => {
    const one = value.value === 1;
    const text = before
      ? `${value.text} ${one ? 'is' : 'are'} left before ${event}`
      : `${value.text} ${one ? 'has' : 'have'} passed since ${event}`;
    const when: Condition = { keyword: 'when', phrase: { ...span, text } };
    const varied = {
      ...without,
      // First, so that a title holds it.
      conditions: [when, ...without.conditions],
      negated: within ? statement.negated : !statement.negated,
    };
    const [seed] = deriveCapability(varied) ?? deriveReaction(varied);
    if (!seed || !isKnown(seed)) return [];
    const circumstances = seed.facts.circumstances.map((given) =>
      given.text === text ? { ...given, role: 'state' as const } : given,
    );
    return [
      {
        ...seed,
        type: 'boundary',
        technique: 'boundary_value_analysis',
        statement: `${seed.statement} (${text})`,
        evidence: [span, without.predicate],
        values: [value.text],
        computed: within ? [] : [String(value.value)],
        facts: { ...seed.facts, circumstances, data: within ? {} : { resolution: resolutionNote(at) } },
      },
    ];
  });
}
