import { readingTool } from '../define-tool.ts';
import type { GenerateArguments } from '../generated.ts';
import { exactly, string } from '../lean-schema.ts';
import { argumentReader } from '../read-arguments.ts';
import { pageProperties } from '../show-generated.ts';

const plain = { type: 'string' };
const properties = { path: plain, text: plain, ids: { type: 'array', items: plain }, model: plain };
// Whoever copies the arguments of generate_test_cases is understood: how much is shown is said to get_generation.
const understood = { ...properties, detail: pageProperties.detail, limit: pageProperties.limit };
const read = argumentReader<GenerateArguments & { detail: string; limit: number }>('start_generation', {
  type: 'object',
  properties: understood,
});

/** A generation in the background, for clients that do not wait long. */
export const startGeneration = readingTool({
  name: 'start_generation',
  title: 'Start generation',
  description: 'generate_test_cases in the background; gives a job_id for get_generation.',
  inputSchema: { type: 'object', properties },
  outputSchema: exactly({ job_id: string, status: string, next: string }),
  handle: async (given, settings, { caller }) => {
    const { detail: _detail, limit: _limit, ...args } = read(given);
    const { job_id, status, position } = await settings.jobs.start(args, caller);
    const place = position === undefined ? '' : ` at position ${position}`;
    const next = `Call get_generation with this job_id and wait_seconds 25 until its status is done.`;
    return { head: [`job_id ${job_id} is ${status}${place}.`, next], body: [], data: { job_id, status, next } };
  },
});
