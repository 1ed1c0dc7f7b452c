import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { clientSections } from '../../mcp-server/package/client-sections.ts';
import { readIdentity } from '../../mcp-server/package/identity.ts';
import { registryEntry } from '../../mcp-server/package/registry-entry.ts';
import { tools } from '../../mcp-server/tools.ts';
import { fillSections, markdownTable } from './generated-sections.ts';

// Writes what README.md says of the Action's inputs and outputs and of the MCP tools, what the guide says of clients, and
// the entry for the MCP Registry. `--check` only compares.
type Action = {
  inputs: Record<string, { description: string; default?: string; required?: boolean }>;
  outputs: Record<string, { description: string }>;
};
type Properties = Record<string, { description?: string }>;

const action: Action = parse(readFileSync('action.yml', 'utf8'));
const code = (text: string) => `\`${text}\``;
const inputs = markdownTable(
  ['input', 'what it says', 'default'],
  Object.entries(action.inputs).map(([name, input]) => [
    code(name),
    input.description,
    input.default === undefined ? '' : code(input.default),
  ]),
);
const outputs = markdownTable(
  ['output', 'what it holds'],
  Object.entries(action.outputs).map(([name, { description }]) => [code(name), description]),
);
const identity = readIdentity(readFileSync('package.json', 'utf8'));
const { clients, install } = clientSections(identity);

fill('README.md', {
  inputs: `${inputs}\n\n${outputs}`,
  install,
  tools: markdownTable(
    ['tool', 'arguments', 'what it does'],
    tools.map(({ name, description, inputSchema }) => [
      code(name),
      Object.keys(propertiesOf(inputSchema)).map(code).join(', '),
      description,
    ]),
  ),
});
fill('docs/mcp-server.md', { clients });
keep('mcp-server/package/server.json', `${JSON.stringify(registryEntry(identity), undefined, 2)}\n`);

function fill(file: string, sections: Record<string, string>): void {
  if (!existsSync(file)) return fail(`${file} is missing`);
  const before = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const { text, unknown, missing } = fillSections(before, sections);
  for (const name of unknown) fail(`${file}: nothing generates the section "${name}"`);
  for (const name of missing) fail(`${file} has no <!-- generated:${name} --> … <!-- /generated -->`);
  keep(file, text);
}

function keep(file: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
  if (formatted(text) === formatted(before)) return;
  if (process.argv.includes('--check')) fail(`${file} is out of date: run \`npm run docs\``);
  else writeFileSync(file, text);
}

function propertiesOf(schema: object): Properties {
  return 'properties' in schema && typeof schema.properties === 'object' ? { ...schema.properties } : {};
}

/** The formatter pads the cells of tables, and puts short lists of the examples on one line. */
function formatted(text: string): string {
  return text
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=[[{]) | (?=[\]}])/g, '');
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
