import type { CoverageItem, Requirement, TestCase } from '../types.ts';

const methods = [
  'analysis of requirements',
  'analysis of interfaces',
  'equivalence classes',
  'boundary values',
  'error guessing',
  'functional dependencies',
  'environmental conditions and operational use cases',
] as const;
type Method = (typeof methods)[number];
type Level = 'A' | 'B' | 'C' | 'D';

/** How strongly a method of deriving test cases is recommended at a level: `++` highly, `+` recommended. */
export type Degree = '+' | '++';

export type MethodState = {
  method: Method;
  degree: Degree;
  state: 'present' | 'missing' | 'not_applicable';
  /** Why: what shows it, what would, or why it does not apply. */
  reason: string;
};

export type SafetyRow = { requirement_id: string; level: string; methods: MethodState[] };

/** Degrees for ASIL A, B, C and D. */
const degrees: Record<Method, [Degree, Degree, Degree, Degree]> = {
  'analysis of requirements': ['++', '++', '++', '++'],
  'analysis of interfaces': ['+', '++', '++', '++'],
  'equivalence classes': ['+', '+', '++', '++'],
  'boundary values': ['+', '+', '++', '++'],
  'error guessing': ['+', '+', '++', '++'],
  'functional dependencies': ['+', '+', '++', '++'],
  'environmental conditions and operational use cases': ['+', '++', '++', '++'],
};

/**
 * For each requirement that names an ASIL, the methods that ISO 26262 recommends for deriving its test cases and what
 * the suite holds of them. Supports an assessment; says nothing about compliance.
 */
export function safetyRows(
  requirements: Requirement[],
  { items, cases }: { items: CoverageItem[]; cases: TestCase[] },
): SafetyRow[] {
  const itemsOf = Map.groupBy(items, ({ requirement_id }) => requirement_id);
  const casesOf = Map.groupBy(
    cases.filter(({ status }) => status !== 'rejected'),
    ({ requirement_id }) => requirement_id,
  );
  return requirements.flatMap((requirement) => {
    const { safety = '' } = requirement.attributes;
    const level = /\bASIL[\s_-]*([A-D])\b/i.exec(safety)?.[1]?.toUpperCase();
    if (!isLevel(level)) return [];
    const known = { items: itemsOf.get(requirement.id) ?? [], cases: casesOf.get(requirement.id) ?? [] };
    return {
      requirement_id: requirement.id,
      level: `ASIL ${level}`,
      methods: methods.map((method) => ({
        method,
        degree: degrees[method]['ABCD'.indexOf(level)] ?? '+',
        ...stateOf(method, requirement, known),
      })),
    };
  });
}

type Known = { items: CoverageItem[]; cases: TestCase[] };
type State = Pick<MethodState, 'state' | 'reason'>;

function stateOf(method: Method, requirement: Requirement, known: Known): State {
  const covering = known.cases.filter(({ inferred }) => !inferred);
  const uses = (...techniques: string[]) => known.items.filter(({ technique }) => techniques.includes(technique));
  switch (method) {
    case 'analysis of requirements':
      return covering.length > 0
        ? { state: 'present', reason: `${covering.length} cases quote the requirement` }
        : { state: 'missing', reason: 'no case is derived from the requirement' };
    case 'analysis of interfaces':
      return {
        state: 'missing',
        reason: 'casewright reads no interface description: link tests of the interfaces by id',
      };
    case 'equivalence classes':
      return shown(uses('equivalence_partitioning'), known, 'the requirement names no classes of values');
    case 'boundary values':
      return shown(uses('boundary_value_analysis'), known, 'the requirement has no numeric limit');
    case 'error guessing':
      return known.cases.some(({ technique }) => technique === 'error_guessing')
        ? { state: 'present', reason: 'ideas by error guessing are in the suite' }
        : { state: 'missing', reason: 'no idea by error guessing is kept for it' };
    case 'functional dependencies':
      return shown(
        uses('decision_table', 'cause_effect', 'state_transition'),
        known,
        'the requirement depends on no condition or state',
      );
    case 'environmental conditions and operational use cases':
      return requirement.kind === 'scenario' || uses('scenario').length > 0
        ? shown(uses('scenario'), known, 'the requirement describes no scenario')
        : { state: 'not_applicable', reason: 'the requirement describes no scenario or operating condition' };
  }
}

/** A technique that the requirement gives no ground for does not apply; one that it does needs its cases. */
function shown(items: CoverageItem[], { cases }: Known, notApplicable: string): State {
  if (items.length === 0) return { state: 'not_applicable', reason: notApplicable };
  const covered = new Set(cases.flatMap(({ coverage_items }) => coverage_items));
  if (items.every(({ expected_known }) => !expected_known))
    return { state: 'missing', reason: 'what must happen is an open question' };
  const open = items.filter(({ id, expected_known }) => expected_known && !covered.has(id));
  if (open.length === 0) return { state: 'present', reason: items.map(({ id }) => id).join(', ') };
  return { state: 'missing', reason: `without a case: ${open.map(({ id }) => id).join(', ')}` };
}

function isLevel(level: string | undefined): level is Level {
  return level !== undefined && 'ABCD'.includes(level);
}
