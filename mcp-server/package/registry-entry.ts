import type { Identity } from './identity.ts';

/** A built bundle: its file name, and the SHA-256 of its bytes in hexadecimal. */
export type BuiltBundle = { file: string; sha256: string };

const stdio = { type: 'stdio' };

const root = {
  type: 'named',
  name: '--root',
  description: 'Folder with requirements; nothing outside is read. Default: the working directory.',
  format: 'filepath',
  isRepeated: true,
};

const ollamaHost = {
  name: 'OLLAMA_HOST',
  description: 'Where Ollama answers. Without any, the rules write all cases.',
  default: '127.0.0.1:11434',
};

/**
 * `server.json` of the MCP Registry. The registry wants to know the bytes of a bundle, so that one is listed only where it
 * has been built.
 */
export function registryEntry(identity: Identity, bundle?: BuiltBundle): object {
  const { name, version, repository, mcpName } = identity;
  const npm = {
    registryType: 'npm',
    registryBaseUrl: 'https://registry.npmjs.org',
    identifier: name,
    version,
    runtimeHint: 'npx',
    transport: stdio,
    packageArguments: [{ type: 'positional', value: 'mcp' }, root],
    environmentVariables: [ollamaHost],
  };
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: mcpName,
    title: 'Casewright',
    description: 'Requirements to traceable test cases: plan, write, check, trace. A local model is optional.',
    version,
    repository: { url: repository, source: 'github' },
    websiteUrl: `${repository}/blob/main/docs/mcp-server.md`,
    packages: [npm, ...(bundle ? [bundlePackage(identity, bundle)] : [])],
  };
}

function bundlePackage({ version, repository }: Identity, { file, sha256 }: BuiltBundle): object {
  return {
    registryType: 'mcpb',
    identifier: `${repository}/releases/download/v${version}/${file}`,
    version,
    fileSha256: sha256,
    transport: stdio,
  };
}
