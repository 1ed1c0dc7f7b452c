import type { Tool } from '../define-tool.ts';
import type { Identity } from './identity.ts';

/** What a desktop client asks its user for, and how it reaches the server. */
const userConfig = {
  requirements: {
    type: 'directory',
    title: 'Folder with requirements',
    description: 'A repository or a folder. Nothing outside it is read; cases are saved to casewright/ in it.',
    required: true,
  },
  ollama_host: {
    type: 'string',
    title: 'Ollama',
    description: 'Where Ollama answers. Where none does, the rules write all cases.',
    default: '127.0.0.1:11434',
    required: false,
  },
  model: {
    type: 'string',
    title: 'Model',
    description: 'auto (the best one that is installed), rules (none), or ollama:NAME.',
    default: 'auto',
    required: false,
  },
};

const entry = 'dist/cli/index.js';

/** `manifest.json` of the `.mcpb` bundle, for hosts such as Claude Desktop. */
export function bundleManifest(identity: Identity, tools: readonly Pick<Tool, 'name' | 'description'>[]): object {
  const { name, version, description, license, keywords, node, owner, repository } = identity;
  return {
    manifest_version: '0.3',
    name,
    display_name: 'Casewright',
    version,
    description,
    author: { name: owner, url: `https://github.com/${owner}` },
    repository: { type: 'git', url: `${repository}.git` },
    homepage: repository,
    documentation: `${repository}/blob/main/docs/mcp-server.md`,
    support: `${repository}/issues`,
    server: {
      type: 'node',
      entry_point: entry,
      mcp_config: {
        command: 'node',
        args: [
          `\${__dirname}/${entry}`,
          'mcp',
          '--root',
          '${user_config.requirements}',
          '--model',
          '${user_config.model}',
        ],
        env: { OLLAMA_HOST: '${user_config.ollama_host}' },
      },
    },
    tools: tools.map((tool) => ({ name: tool.name, description: tool.description })),
    prompts_generated: true,
    keywords,
    license,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: `${node}.0.0` } },
    user_config: userConfig,
  };
}
