/** Who publishes this and under which names. It stands in `package.json` and nowhere else. */
export type Identity = {
  /** Of the npm package, and of the program. */
  name: string;
  version: string;
  description: string;
  license: string;
  keywords: string[];
  /** The one that Node has to satisfy, such as `>=24`. */
  node: string;
  owner: string;
  /** Without `.git`. */
  repository: string;
  /** In the MCP Registry. */
  mcpName: string;
};

type Manifest = Pick<Identity, 'name' | 'version' | 'description' | 'license' | 'keywords' | 'mcpName'> & {
  repository: string;
  engines: { node: string };
};

/** Reads the text of `package.json`. @throws Error where the name in the registry is not the owner's */
export function readIdentity(text: string): Identity {
  const { name, version, description, license, keywords, mcpName, repository, engines }: Manifest = JSON.parse(text);
  const [, owner, project] = /^github:([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined) throw new Error(`package.json: repository "${repository}" is not github:OWNER/NAME`);
  // The registry lets an owner on GitHub publish below this name only, and reads it from the published package.
  const expected = `io.github.${owner}/${name.replace(/^@[^/]+\//, '')}`;
  if (mcpName !== expected) throw new Error(`package.json: mcpName has to be ${expected}`);
  const address = `https://github.com/${owner}/${project}`;
  return { name, version, description, license, keywords, node: engines.node, owner, repository: address, mcpName };
}
