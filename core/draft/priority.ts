import type { Demand, Requirement, TestCase } from '../types.ts';

type Priority = TestCase['priority'];
const order: readonly Priority[] = ['low', 'medium', 'high', 'critical'];

const written: [RegExp, Priority][] = [
  [/^(?:p0|critical|blocker|highest|must[- ]have|essential)$/i, 'critical'],
  [/^(?:p1|high|major|must|mandatory)$/i, 'high'],
  [/^(?:p2|medium|normal|should|should[- ]have)$/i, 'medium'],
  [/^(?:p[3-9]|low|lowest|minor|could|could[- ]have|may|optional|nice[- ]to[- ]have)$/i, 'low'],
];

/**
 * The priority of a case:
 *
 * 1. the requirement's own priority: P0, critical → critical; P1, high → high; P2, medium → medium; P3, low → low;
 * 2. without one, its modal verb: shall, must → high; should, will, can, none → medium; may, could → low;
 * 3. its safety level raises: ASIL C and D, SIL 3 and 4 → critical; ASIL A and B, SIL 1 and 2 → at least high;
 * 4. the type lowers by one step where no safety level is set: boundary and edge cases, and a redundant row.
 */
export function priorityOf(demand: Demand, requirement: Requirement): Priority {
  const own = requirement.attributes.priority?.trim() ?? '';
  const base = written.find(([pattern]) => pattern.test(own))?.[1] ?? byModal(requirement.text);
  const safety = requirement.attributes.safety ?? '';
  if (/(?:ASIL[- _]?[CD]|SIL[- _]?[34])/i.test(safety)) return 'critical';
  if (/(?:ASIL[- _]?[AB]|SIL[- _]?[12])/i.test(safety)) return base === 'critical' ? 'critical' : 'high';
  const secondary =
    demand.item.type === 'edge_case' ||
    (demand.item.type === 'boundary' && demand.computed.length > 0) ||
    'decision' in demand.facts.data;
  return secondary ? (order[Math.max(order.indexOf(base) - 1, 0)] ?? 'low') : base;
}

function byModal(text: string): Priority {
  if (/\b(?:shall|must|only|cannot|may not)\b/i.test(text)) return 'high';
  if (/\b(?:may|could|might)\b/i.test(text)) return 'low';
  return 'medium';
}
