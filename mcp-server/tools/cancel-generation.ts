import { readingTool } from '../define-tool.ts';
import { unknownJob } from '../jobs/unknown-job.ts';
import { exactly, string } from '../lean-schema.ts';
import { argumentReader } from '../read-arguments.ts';

const properties = { job_id: { type: 'string' } };
const read = argumentReader<{ job_id: string }>('cancel_generation', {
  type: 'object',
  properties,
  required: ['job_id'],
});

/** Ends a background generation; the model is let go at once. */
export const cancelGeneration = readingTool({
  name: 'cancel_generation',
  title: 'Cancel generation',
  description: 'Ends a started generation; get_generation gives what was finished.',
  inputSchema: { type: 'object', properties, required: ['job_id'] },
  outputSchema: exactly({ job_id: string, status: string }),
  handle: async (given, settings, { caller }) => {
    const job = await settings.jobs.cancel(read(given).job_id, caller);
    if (!job) throw unknownJob();
    const { job_id, status } = job;
    return { head: [`job_id ${job_id} is ${status}.`], body: [], data: { job_id, status } };
  },
});
