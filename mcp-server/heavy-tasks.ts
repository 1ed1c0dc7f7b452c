import { generateSuite, judgeCases, parseDocument, planAgain, readRequirements } from '../core/index.ts';

type Given = {
  read: {
    located: Parameters<typeof readRequirements>[0];
    root: string;
    options: Parameters<typeof readRequirements>[2];
  };
  plan: {
    document: Parameters<typeof planAgain>[0];
    lock: Parameters<typeof planAgain>[1];
    findings: Parameters<typeof planAgain>[2];
  };
  judge: { cases: Parameters<typeof judgeCases>[0]; inputs: Parameters<typeof judgeCases>[1] };
};

/**
 * What may take seconds for a large document. What goes in and comes out can be copied: no function, and nothing that is
 * known by its identity.
 */
const heavyTasks = {
  parse: async (file: Parameters<typeof parseDocument>[0]) => parseDocument(file),
  read: ({ located, root, options }: Given['read']) => readRequirements(located, root, options),
  plan: async ({ document, lock, findings }: Given['plan']) => planAgain(document, lock, findings),
  generate: (input: Parameters<typeof generateSuite>[0]) => generateSuite(input),
  judge: async ({ cases, inputs }: Given['judge']) => judgeCases(cases, inputs),
};

export type TaskName = keyof typeof heavyTasks;
export type TaskInput<Name extends TaskName> = Parameters<(typeof heavyTasks)[Name]>[0];
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<(typeof heavyTasks)[Name]>>;

export function runHere<Name extends TaskName>(name: Name, given: TaskInput<Name>): Promise<TaskResult<Name>> {
  const task = heavyTasks[name] as (given: TaskInput<Name>) => Promise<TaskResult<Name>>;
  return task(given);
}
