import type { ParsedDocument } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { runHere, type TaskInput, type TaskName, type TaskResult } from './heavy-tasks.ts';

type Served = Pick<Settings, 'heavy' | 'by'>;

/** Does a task for the call that is being answered: beside the server where the documents are large. @throws ConfigurationError */
export function heavily<Name extends TaskName>(
  name: Name,
  given: TaskInput<Name>,
  { size, settings: { heavy, by = nobody } }: { size: number; settings: Served },
): Promise<TaskResult<Name>> {
  return heavy ? heavy.run(name, { given, size, by }) : runHere(name, given);
}

export const sizeOf = (documents: readonly Pick<ParsedDocument, 'text'>[]): number =>
  documents.reduce((sum, { text }) => sum + text.length, 0);

const nobody = { caller: 'local', signal: new AbortController().signal };
