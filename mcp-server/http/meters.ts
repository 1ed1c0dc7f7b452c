import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ModelMetrics } from '../../core/index.ts';
import type { CaseCounter } from '../case-counter.ts';
import type { JobState } from '../jobs/jobs.ts';
import { modelMeters } from './model-meters.ts';

export type ToolOutcome = 'ok' | 'refused' | 'defect' | 'cancelled' | 'timed_out';

/** What Prometheus reads. No label holds text of a client, a document or a model. */
export type Meters = {
  registry: Registry;
  request: (seen: { method: string; route: string; status: number; seconds: number }) => void;
  tool: (seen: { tool: string; outcome: ToolOutcome; seconds: number }) => void;
  models: ModelMetrics;
  cases: CaseCounter;
  watchJobs: (counts: () => Record<JobState, number>) => void;
};

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600];

export function openMeters(version: string): Meters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: 'casewright_build_info', help: 'Always 1.', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  const requests = new Counter({
    name: 'casewright_http_requests_total',
    help: 'HTTP requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'casewright_http_request_duration_seconds',
    help: 'From the headers of a request to those of its answer.',
    labelNames: ['method', 'route'],
    buckets: requestBuckets,
    registers,
  });
  const calls = new Counter({
    name: 'casewright_tool_calls_total',
    help: 'Calls of tools, through MCP and REST alike.',
    labelNames: ['tool', 'outcome'],
    registers,
  });
  const work = new Histogram({
    name: 'casewright_tool_duration_seconds',
    help: 'How long calls of tools worked.',
    labelNames: ['tool'],
    buckets: requestBuckets,
    registers,
  });
  return {
    registry,
    request: ({ method, route, status, seconds }) => {
      const labels = { method: methods.has(method) ? method : 'other', route };
      requests.inc({ ...labels, status });
      durations.observe(labels, seconds);
    },
    tool: ({ tool, outcome, seconds }) => {
      calls.inc({ tool, outcome });
      work.observe({ tool }, seconds);
    },
    models: modelMeters(registry),
    cases: caseMeters(registry),
    watchJobs: (counts) => {
      const jobs = new Gauge({
        name: 'casewright_jobs',
        help: 'Generations in the background.',
        labelNames: ['state'],
        registers,
        collect: () => {
          for (const [state, count] of Object.entries(counts())) jobs.set({ state }, count);
        },
      });
    },
  };
}

function caseMeters(registry: Registry): CaseCounter {
  const registers = [registry];
  const cases = new Counter({
    name: 'casewright_cases_total',
    help: 'Cases of finished generations.',
    labelNames: ['written_by'],
    registers,
  });
  const requirements = new Counter({
    name: 'casewright_requirements_total',
    help: 'Requirements of finished generations.',
    registers,
  });
  const rejected = new Counter({
    name: 'casewright_cases_rejected_total',
    help: 'Cases of a model replaced by their draft, by the check that turned them down.',
    labelNames: ['check'],
    registers,
  });
  return (summary) => {
    requirements.inc(summary.requirements);
    for (const [writer, count] of Object.entries(summary.written_by)) cases.inc({ written_by: writer }, count);
    for (const [check, count] of Object.entries(summary.rejected_by_check)) rejected.inc({ check }, count);
  };
}
