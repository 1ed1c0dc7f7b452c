import { cursorLink, gooseLink, type Launch, lmStudioLink, vsCodeLink } from './install-links.ts';

/** How one client gets the server: links to click, what to write or to run, and how long it waits. */
export type ClientSetup = {
  client: string;
  links: { text: string; url: string }[];
  /** Where `block` goes, as a sentence. */
  place: string;
  block: { language: 'json' | 'toml' | 'yaml' | 'sh'; text: string };
  /** Its limits of time by the names that the client gives them. */
  waits: string;
};

const minutes = 10;
const pretty = (value: object): string => JSON.stringify(value, undefined, 2);
const words = ({ command, args }: Launch): string => [command, ...args].join(' ');

/** All clients that we tell about, in the order of the guide. */
export function clientSetups(launch: Launch): ClientSetup[] {
  return [claudeCode, claudeDesktop, vsCode, cursor, codex, opencode, lmStudio, goose].map((setup) => setup(launch));
}

const claudeCode = (launch: Launch): ClientSetup => ({
  client: 'Claude Code',
  links: [],
  place: 'In the folder of the repository:',
  block: { language: 'sh', text: `claude mcp add ${launch.name} -- ${words(launch)}` },
  waits:
    'Starts within `MCP_TIMEOUT`, calls within `MCP_TOOL_TIMEOUT` (both in milliseconds, from the environment). `MAX_MCP_OUTPUT_TOKENS` limits an answer; ours come in pages.',
});

const claudeDesktop = ({ name, command, args }: Launch): ClientSetup => ({
  client: 'Claude Desktop',
  links: [],
  place:
    'Open the `.mcpb` bundle of the release: it asks for a folder, for Ollama and for a model. Or in `claude_desktop_config.json`:',
  block: {
    language: 'json',
    text: pretty({ mcpServers: { [name]: { command, args: [...args, '--root', '/path/to/your/repository'] } } }),
  },
  waits:
    'Gives up after about 60 seconds, whatever progress it is told, and has no setting for it: use `start_generation`.',
});

const vsCode = (launch: Launch): ClientSetup => ({
  client: 'VS Code',
  links: [
    { text: 'Install in VS Code', url: vsCodeLink(launch, 'vscode') },
    { text: 'Install in VS Code Insiders', url: vsCodeLink(launch, 'vscode-insiders') },
  ],
  place: 'Or in `.vscode/mcp.json`, for everybody who works on the repository:',
  block: {
    language: 'json',
    text: pretty({ servers: { [launch.name]: { type: 'stdio', command: launch.command, args: launch.args } } }),
  },
  waits: 'Documents no limit of its own for a call; it shows the progress.',
});

const cursor = (launch: Launch): ClientSetup => ({
  client: 'Cursor',
  links: [{ text: 'Install in Cursor', url: cursorLink(launch) }],
  place: 'Or in `.cursor/mcp.json`:',
  block: { language: 'json', text: mcpServers(launch) },
  waits: 'Documents no setting. Where a call is cut off, use `start_generation`.',
});

const codex = ({ name, command, args }: Launch): ClientSetup => ({
  client: 'Codex',
  links: [],
  place: 'In `~/.codex/config.toml` (it hands on few variables, so name those that matter):',
  block: {
    language: 'toml',
    text: [
      `[mcp_servers.${name}]`,
      `command = ${JSON.stringify(command)}`,
      `args = [${args.map((arg) => JSON.stringify(arg)).join(', ')}]`,
      'env_vars = ["OLLAMA_HOST"]',
      'required = true',
      'startup_timeout_sec = 60',
      `tool_timeout_sec = ${minutes * 60}`,
    ].join('\n'),
  },
  waits:
    '`startup_timeout_sec` (10 is too short for the first `npx`) and `tool_timeout_sec`, both in seconds. Without `required`, `codex exec` may begin before the tools are there.',
});

const opencode = ({ name, command, args }: Launch): ClientSetup => ({
  client: 'opencode',
  links: [],
  place: 'In `opencode.json`:',
  block: {
    language: 'json',
    text: pretty({
      $schema: 'https://opencode.ai/config.json',
      mcp: { [name]: { type: 'local', command: [command, ...args], enabled: true, timeout: minutes * 60_000 } },
    }),
  },
  waits:
    '`timeout` in milliseconds. Without it a call may be silent for 60 seconds; ours tell their progress every few seconds, and each sign begins the time anew.',
});

const lmStudio = (launch: Launch): ClientSetup => ({
  client: 'LM Studio',
  links: [{ text: 'Add to LM Studio', url: lmStudioLink(launch) }],
  place: 'Or in its `mcp.json` (Program → Install → Edit mcp.json):',
  block: { language: 'json', text: mcpServers(launch) },
  waits: 'About 60 seconds for a call, and no setting that is kept: use `start_generation`.',
});

const goose = (launch: Launch): ClientSetup => {
  const { name, command, args } = launch;
  const [title, description, timeout] = ['Casewright', 'Requirements to traceable test cases', minutes * 60];
  return {
    client: 'Goose',
    links: [],
    place: `In \`~/.config/goose/config.yaml\`, or open \`${gooseLink(launch, { title, description, timeout })}\`:`,
    block: {
      language: 'yaml',
      text: [
        'extensions:',
        `  ${name}:`,
        '    enabled: true',
        '    type: stdio',
        `    name: ${title}`,
        `    description: ${description}`,
        `    cmd: ${command}`,
        `    args: [${args.map((arg) => `'${arg}'`).join(', ')}]`,
        '    env_keys: []',
        '    envs: {}',
        `    timeout: ${timeout}`,
      ].join('\n'),
    },
    waits: '`timeout` in seconds.',
  };
};

const mcpServers = ({ name, command, args }: Launch): string => pretty({ mcpServers: { [name]: { command, args } } });
