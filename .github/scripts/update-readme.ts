import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { tools } from '../../mcp-server/tools.ts';
import { fillSections, markdownTable } from './generated-sections.ts';

// Writes what README.md says of the Action's inputs and outputs and of the MCP tools. `--check` only compares.
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
const sections = {
  inputs: `${inputs}\n\n${outputs}`,
  tools: markdownTable(
    ['tool', 'arguments', 'what it does'],
    tools.map(({ name, description, inputSchema }) => [
      code(name),
      Object.keys(propertiesOf(inputSchema)).map(code).join(', '),
      description,
    ]),
  ),
};

const file = 'README.md';
if (!existsSync(file)) fail(`${file} is missing`);
else {
  const before = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const { text, unknown, missing } = fillSections(before, sections);
  for (const name of unknown) fail(`${file}: nothing generates the section "${name}"`);
  for (const name of missing) fail(`${file} has no <!-- generated:${name} --> … <!-- /generated -->`);
  const current = unpadded(text) === unpadded(before);
  if (process.argv.includes('--check')) {
    if (!current) fail(`${file} is out of date: run \`npm run docs\``);
  } else if (!current) writeFileSync(file, text);
}

function propertiesOf(schema: object): Properties {
  return 'properties' in schema && typeof schema.properties === 'object' ? { ...schema.properties } : {};
}

/** The formatter pads the cells of tables. */
function unpadded(markdown: string): string {
  return markdown.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
