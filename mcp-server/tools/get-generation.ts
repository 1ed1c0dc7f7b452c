import { type Call, readingTool, type Settings } from '../define-tool.ts';
import { oneLine } from '../clean.ts';
import { withHeartbeat } from '../heartbeat.ts';
import { hasEnded, type Job, jobStates } from '../jobs/jobs.ts';
import { unknownJob } from '../jobs/unknown-job.ts';
import { count, exactly, object, string } from '../lean-schema.ts';
import { argumentReader } from '../read-arguments.ts';
import { digestOf, readCursor, staleCursor } from '../result-pages.ts';
import { type PageArguments, pageProperties, showGenerated } from '../show-generated.ts';

type Arguments = PageArguments & { job_id: string; wait_seconds: number };

const list = { type: 'array' };
const properties = {
  job_id: { type: 'string' },
  wait_seconds: { type: 'integer', minimum: 0, maximum: 25, default: 0 },
  detail: pageProperties.detail,
  cursor: { type: 'string' },
  limit: pageProperties.limit,
};
const required = ['job_id'];
const read = argumentReader<Arguments>('get_generation', { type: 'object', properties, required });

// As generate_test_cases says it: twice would be paid for twice.
const result = {
  cases: list,
  questions: list,
  summary: object,
  model: string,
  reason: string,
  stale: list,
  problems: list,
  total: count,
  next_cursor: string,
};

/** How a background generation stands, and what it brought. */
export const getGeneration = readingTool({
  name: 'get_generation',
  title: 'Get generation',
  description: 'Status of a started generation; once it has ended, all that generate_test_cases gives. Waits for it.',
  inputSchema: { type: 'object', properties, required },
  outputSchema: exactly(
    {
      job_id: string,
      status: { enum: jobStates },
      progress: object,
      position: count,
      attempts: count,
      expires_at: string,
      error: object,
      ...result,
    },
    ['position', 'error', ...Object.keys(result)],
  ),
  handle: async (given, settings, call) => {
    const { job_id, wait_seconds, detail, cursor, limit } = read(given);
    // Of the job itself, so that it is good for as long as the job is known, whatever happens to the server.
    const key = digestOf(job_id);
    const from = cursor === undefined ? undefined : readCursor(cursor);
    const job = await waited({ job_id, ms: wait_seconds * 1000 }, settings, call);
    if (from && from.key !== key) throw staleCursor();
    const { status, progress, position, attempts, expires_at, error } = job;
    const facts = {
      job_id,
      status,
      progress,
      ...(position !== undefined && { position }),
      attempts,
      expires_at,
      ...(error && { error }),
    };
    const generated = hasEnded(job) ? await settings.jobs.result(job_id, call.caller) : undefined;
    if (!generated) return { head: headOf(job), body: detailsOf(job), data: facts };
    const answer = showGenerated(generated, { detail, limit, key, offset: from?.offset ?? 0 });
    const body = [...detailsOf(job), ...answer.body];
    return { head: [...headOf(job), ...answer.head], body, data: { ...facts, ...answer.data } };
  },
});

/** @throws ConfigurationError for a handle that is unknown, expired or somebody else's */
async function waited(
  { job_id, ms }: { job_id: string; ms: number },
  { jobs, heartbeatMs }: Settings,
  call: Call,
): Promise<Job> {
  const job = await withHeartbeat(call, heartbeatMs, async (tell) => {
    const until = performance.now() + ms;
    for (;;) {
      const left = Math.max(0, until - performance.now());
      // Short waits, so that the client hears how far it is.
      const found = await jobs.wait(job_id, call.caller, { ms: Math.min(left, 1000), signal: call.signal });
      if (!found || hasEnded(found) || left === 0 || call.signal.aborted) return found;
      tell(found.progress);
    }
  });
  if (!job) throw unknownJob();
  return job;
}

function headOf({ job_id, status, progress, position, attempts, expires_at }: Job): string[] {
  const { done, total } = progress;
  const place = position === undefined ? '' : `, position ${position} in the queue`;
  const next = status === 'queued' || status === 'running' ? ' Call get_generation again with wait_seconds 25.' : '';
  return [
    `job_id ${job_id} is ${status}${place}: ${done} of ${total} requirements finished. Attempts: ${attempts}. Expires at ${expires_at}.${next}`,
  ];
}

/** What it is at names requirements, and what went wrong may quote documents. */
function detailsOf({ progress, error }: Job): string[] {
  const now = progress.message === 'finished' ? [] : [oneLine(progress.message)];
  return error ? [...now, `${error.code}: ${oneLine(error.message)} → ${oneLine(error.hint)}`] : now;
}
