import { Argument, Command, Option } from 'commander';
import { coverageLevels, exportFormats, failReasons, type ReviewAction, reviewActions } from '../core/index.ts';
import type { CacheOptions } from './commands/cache.ts';
import type { CheckOptions } from './commands/check.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { ExportCommand } from './commands/export.ts';
import type { GenerateCommand } from './commands/generate.ts';
import type { InitOptions } from './commands/init.ts';
import type { McpOptions } from './commands/mcp.ts';
import type { ReviewOptions } from './commands/review.ts';
import type { ScanOptions } from './commands/scan.ts';
import type { SelectOptions } from './commands/select.ts';
import { generateOptions } from './generate-options.ts';
import { explainError } from './explain-error.ts';
import { interruptible } from './interruptible.ts';
import { mcpOptions } from './mcp-options.ts';
import {
  common,
  failList,
  languageOption,
  modelOption,
  paths,
  promptOption,
  reading,
  testLevelOption,
  workflowOption,
} from './options.ts';
import { findPackage } from './package-root.ts';
import { type CommonOptions, type InputOptions, processShell, type Shell } from './shell.ts';

/** Runs one command and sets the exit code: 0 fine, 1 gate, 2 usage or input, 3 no model, 130 interrupted. */
export async function main(argv: string[]): Promise<void> {
  const shell = processShell(findPackage());
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has gone: nobody is left to tell.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await buildProgram(shell, (code) => (process.exitCode = code)).parseAsync(argv);
  } catch (error) {
    process.exitCode = await explainError(error, shell, argv.includes('--verbose'));
  }
}

// What a command needs is loaded when it runs: clients wait for the start of `mcp`, and hooks for that of `check`.
function buildProgram(shell: Shell, end: (code: number) => void): Command {
  const program = new Command('casewright')
    .description('Turns written requirements into traceable test cases, and keeps both together.')
    .version(shell.version)
    .showSuggestionAfterError()
    .showHelpAfterError('(casewright --help lists commands, casewright <command> --help their options)')
    .exitOverride();

  reading(program.command('parse'))
    .description('show requirements, and what was not taken as one')
    .argument('[path...]', paths)
    .action(async (named: string[], options: InputOptions) => {
      const { runParse } = await import('./commands/parse.ts');
      end(await runParse(shell, named, options));
    });
  reading(program.command('plan'))
    .description('show what must be exercised, and what is unclear')
    .argument('[path...]', paths)
    .action(async (named: string[], options: InputOptions) => {
      const { runPlan } = await import('./commands/plan.ts');
      end(await runPlan(shell, named, options));
    });
  generateOptions(reading(program.command('generate'))).action(async (named: string[], options: GenerateCommand) => {
    const { runGenerate } = await import('./commands/generate.ts');
    end(await interruptible((signal) => runGenerate(shell, named, { options, signal })));
  });
  common(program.command('check'))
    .description('the gate: judge the committed suites against the documents of today')
    .argument('[path...]', paths)
    .addOption(
      new Option('--require <level>', 'level of coverage that every item must reach')
        .choices(coverageLevels)
        .default('drafted'),
    )
    .addOption(
      new Option('--fail-on <list>', `comma-separated: ${failReasons.join(', ')}`)
        .argParser(failList)
        .default([...failReasons], 'all'),
    )
    .option('--ratchet <ref>', 'only what is worse than at this commit closes the gate, such as origin/main')
    .action(async (named: string[], options: CheckOptions) => {
      const { runCheck } = await import('./commands/check.ts');
      end(await runCheck(shell, named, options));
    });
  common(program.command('scan'))
    .description('find existing tests by id, and guess what the others are about')
    .argument('[path...]', 'test files, folders or globs (default: tests of casewright.yml)')
    .option('--results <file...>', 'JUnit XML files that the test runner wrote')
    .action(async (named: string[], options: ScanOptions) => {
      const { runScan } = await import('./commands/scan.ts');
      end(await runScan(shell, named, options));
    });
  common(program.command('review'))
    .description('sign cases off: accept, reject, or promote an idea to a case')
    .addArgument(new Argument('<action>').choices(reviewActions))
    .argument('[id...]', 'cases, such as TC-REQ-7-1 or docs/login.md:TC-REQ-7-1')
    .option('--all', 'accept all drafts whose requirement has not changed; ideas stay out')
    .option('--by <name>', 'who signs (default: user.name of git)')
    .option('--reason <text>', 'why; a rejection needs one')
    .action(async (action: ReviewAction, ids: string[], options: ReviewOptions) => {
      const { runReview } = await import('./commands/review.ts');
      end(await runReview(shell, { action, ids }, options));
    });
  common(program.command('explain'))
    .description('show requirement, item, evidence, checks, score and history of a case')
    .argument('<id...>', 'cases, such as TC-REQ-7-1 or docs/login.md:TC-REQ-7-1')
    .action(async (ids: string[], options: CommonOptions) => {
      const { runExplain } = await import('./commands/explain.ts');
      end(await runExplain(shell, ids, options));
    });
  common(program.command('select'))
    .description('list the cases and tests to run for what changed')
    .argument('[path...]', paths)
    .requiredOption('--changed-since <ref>', 'commit to compare with, such as origin/main')
    .action(async (named: string[], options: SelectOptions) => {
      const { runSelect } = await import('./commands/select.ts');
      end(await runSelect(shell, named, options));
    });
  program
    .command('export')
    .description('write the committed cases in the format of another tool')
    .argument('[path...]', paths)
    .addOption(new Option('--to <format>', 'what to write').choices(exportFormats).makeOptionMandatory())
    .option('--out <path>', 'file, or folder where there are several files (default: standard output)')
    .addOption(new Option('--only <status>', 'leave out what nobody accepted').choices(['accepted']))
    .addOption(languageOption('language of the HTML report'))
    .option('--config <file>', 'configuration file (default: casewright.yml)')
    .option('--quiet', 'only the result')
    .option('--verbose', 'say more when something breaks')
    .action(async (named: string[], options: ExportCommand) => {
      const { runExport } = await import('./commands/export.ts');
      end(await runExport(shell, named, options));
    });
  common(program.command('doctor'))
    .description('what is reachable, which model would write, what to run to fix it')
    .addOption(modelOption())
    .addOption(promptOption())
    .addOption(testLevelOption())
    .option('--fail-without-model', 'exit with 3 when no model can serve')
    .option('--warm-up', 'load the model, so that the next call need not')
    .addOption(languageOption('language of messages about the model'))
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import('./commands/doctor.ts');
      end(await runDoctor(shell, options));
    });
  common(program.command('cache'))
    .description('how many answers of models are kept, and how often they were of use')
    .option('--clear', 'remove them')
    .action(async (options: CacheOptions) => {
      const { runCache } = await import('./commands/cache.ts');
      end(await runCache(shell, options));
    });
  common(program.command('init'))
    .description('write casewright.yml, a workflow and a baseline that fit this repository; nothing is overwritten')
    .addOption(workflowOption())
    .option('--baseline', "also where there are waivers: add today's gaps by name")
    .option('--no-baseline', "do not waive today's gaps (default: they are, where there are no waivers yet)")
    .option('--by <name>', 'who answers for the baseline (default: user.name of git)')
    .option('--dry-run', 'show what would be written')
    .action(async (options: InitOptions) => {
      const { runInit } = await import('./commands/init.ts');
      end(await runInit(shell, options));
    });
  mcpOptions(program.command('mcp')).action(async (options: McpOptions) => {
    const { runMcp } = await import('./commands/mcp.ts');
    const { serveMcp } = await import('../mcp-server/main.ts');
    const newToken = async (name: string) => (await import('../mcp-server/http/new-token.ts')).newToken(name);
    end(await runMcp(shell, options, { serve: serveMcp, newToken }));
  });
  return program;
}
