import { type Command, InvalidArgumentError, Option } from 'commander';
import { documentFormats, failReasons, type FailReason, testLevels } from '../core/index.ts';
import { isWorkflowName, workflowExamples, type WorkflowName } from './workflow-examples.ts';

export function several(value: string, before: string[]): string[] {
  return [...before, value];
}

export const paths = 'files, folders or globs (default: paths of casewright.yml); - reads standard input';

export function common(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'json is one document on standard output')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--config <file>', 'configuration file (default: casewright.yml)')
    .option('--quiet', 'only the result')
    .option('--verbose', 'say more when something breaks');
}

/** Commands that read requirements, from files or from standard input. */
export function reading(command: Command): Command {
  return common(command).addOption(new Option('--as <format>', 'format of standard input').choices(documentFormats));
}

export function idList(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(',').flatMap((each) => each.trim() || [])];
}

export function modelOption(): Option {
  return new Option(
    '--model <model>',
    'auto, rules, ollama:NAME, openai:NAME, embedded:FILE or a name of casewright.yml (default: auto)',
  );
}

export function promptOption(): Option {
  return new Option(
    '--prompt <variant>',
    'basic, improved, rag or one of casewright/prompts/ (default: improved; basic for models below a billion parameters)',
  );
}

export function testLevelOption(): Option {
  return new Option(
    '--test-level <level>',
    `for whom the model words the cases: ${testLevels.join(', ')} or one of casewright/prompts/ (default: system)`,
  );
}

export function languageOption(what: string): Option {
  return new Option('--lang <language>', what).choices(['en', 'zh-CN']).default('en');
}

export function workflowOption(): Option {
  const all = Object.entries(workflowExamples).map(([name, { does }]) => `${name} (${does})`);
  const what = `workflows to write (default: the one of pull-request, merge-queue and gpu-runner that fits): ${all.join(', ')}`;
  return new Option('--workflow <name...>', what).argParser(workflowList);
}

function workflowList(value: string, before: WorkflowName[] = []): WorkflowName[] {
  if (isWorkflowName(value)) return [...before, value];
  throw new InvalidArgumentError(`It is none of ${Object.keys(workflowExamples).join(', ')}.`);
}

export function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

export function failList(value: string): FailReason[] {
  return value.split(',').map((each) => {
    const reason = failReasons.find((known) => known === each.trim());
    if (reason === undefined) throw new InvalidArgumentError(`"${each}" is none of ${failReasons.join(', ')}.`);
    return reason;
  });
}
