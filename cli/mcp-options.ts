import { type Command, Option } from 'commander';
import { idList, several } from './options.ts';

const mcpEnvironment = `
Environment (docs/mcp-server.md says what each does):
  OLLAMA_HOST, CASEWRIGHT_HTTP_TOKEN, CASEWRIGHT_STATE_DIR,
  CASEWRIGHT_RATE_LIMIT, LOG_LEVEL, LOG_FORMAT, ENVIRONMENT`;

/** What `casewright mcp` takes. */
export function mcpOptions(command: Command): Command {
  return command
    .description('MCP server for assistants, on standard input and output or over HTTP')
    .option('--http <[host:]port>', 'serve HTTP instead: MCP at /mcp, REST at /api/v1 (default host: 127.0.0.1)')
    .addOption(
      new Option(
        '--root <dir>',
        'folder below which documents are read; may be repeated, each is a repository of its own',
      )
        .argParser(several)
        .default([], 'here'),
    )
    .option('--read-only', 'leave out the tools that write files')
    .option('--tools <list>', 'offer these tools only, separated by commas', idList)
    .option('--token-file <file>', 'bearer tokens for HTTP, one a line: NAME TOKEN or NAME sha256:HASH')
    .addOption(
      new Option('--allowed-host <name>', 'host name by which HTTP clients may call; may be repeated')
        .argParser(several)
        .default([], 'its own names'),
    )
    .option('--model <model>', 'who writes unless a call names another: as `generate --model` (default: as configured)')
    .option('--new-token <name>', 'print a new token and its line for --token-file, and end')
    .option('--config <file>', 'configuration file (default: casewright.yml of the root)')
    .addHelpText('after', mcpEnvironment);
}
