import { draftCase, emptyLock, parseDocument, planAgain } from '../../core/index.ts';
import { benchDocument, type Shape } from './document.ts';

/** Milliseconds of processor time of each stage for a document of `size` requirements. */
export type RulesTiming = {
  shape: Shape;
  size: number;
  cases: number;
  parse_ms: number;
  plan_ms: number;
  draft_ms: number;
};

/** Measures parse, plan and draft. The quickest of `repeat` runs: whatever slows a run is not ours. */
export function measureRules(shape: Shape, size: number, repeat: number): RulesTiming {
  const text = benchDocument(shape, size);
  const runs = Array.from({ length: repeat }, () => measureOnce(shape, size, text));
  return runs.reduce((best, run) => (totalMs(run) < totalMs(best) ? run : best));
}

export function totalMs({ parse_ms, plan_ms, draft_ms }: RulesTiming): number {
  return parse_ms + plan_ms + draft_ms;
}

function measureOnce(shape: Shape, size: number, text: string): RulesTiming {
  const start = cpuMs();
  const document = parseDocument({ path: 'bench.md', text });
  const parsed = cpuMs();
  const plan = planAgain(document, emptyLock);
  const planned = cpuMs();
  const requirements = new Map(plan.requirements.map((each) => [each.id, each]));
  let cases = 0;
  for (const demand of plan.demands) {
    const requirement = requirements.get(demand.item.requirement_id);
    if (requirement && draftCase(demand, requirement).steps.length > 0) cases += 1;
  }
  const drafted = cpuMs();
  const read = document.requirements.reduce((sum, { criteria }) => sum + Math.max(1, criteria.length), 0);
  if (read !== size) throw new Error(`${read} of ${size} ${shape} read`);
  return { shape, size, cases, parse_ms: parsed - start, plan_ms: planned - parsed, draft_ms: drafted - planned };
}

/** Processor time: what else runs on the machine does not count, garbage collection on another core does. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
