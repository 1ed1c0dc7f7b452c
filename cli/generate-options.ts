import type { Command } from 'commander';
import { idList, languageOption, modelOption, paths, promptOption, testLevelOption, whole } from './options.ts';

/** What `casewright generate` takes beside what all commands take. */
export function generateOptions(command: Command): Command {
  return command
    .description('write the suite to casewright/, or print it')
    .argument('[path...]', paths)
    .addOption(modelOption())
    .addOption(promptOption())
    .addOption(testLevelOption())
    .option('--stdout', 'print the suite and write no file')
    .option(
      '--only <id...>',
      'only these requirements (<id> or <document>:<id>, separated by commas or spaces)',
      idList,
    )
    .option('--changed-since <ref>', 'only requirements that changed since this commit, such as origin/main')
    .option('--concurrency <n>', 'model calls at the same time', whole(1, 16))
    .option('--seed <n>', 'seed of the model calls', whole(0, 2 ** 31 - 1))
    .option('--dry-run', 'say what would be written, and how many model calls that takes')
    .option('--force', 'write all cases again that nobody has edited or judged')
    .option('--upgrade', 'write again what another model or prompt wrote')
    .option('--fail-without-model', 'exit with 3 when no model can serve')
    .option('--no-cache', 'ask the model anew, whatever it answered before')
    .option('--metrics <file>', 'write what the model calls took and brought as JSON')
    .addOption(languageOption('language of messages about the model'));
}
