import { registerHooks } from 'node:module';
import { basename } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';

/** A workflow or an `action.yml`, and where it stands. */
export type LintedFile = { path: string; text: string };

// GitHub's own package imports JSON without the attribute that Node asks for.
const hooks = registerHooks({
  load: (url, context, next) =>
    url.endsWith('.json') ? next(url, { ...context, importAttributes: { type: 'json' } }) : next(url, context),
});
const { registerLogger, validate } = await import('@actions/languageservice');
hooks.deregister();

// It tells of a crash of its own only there.
const crashes: string[] = [];
const quiet = () => undefined;
registerLogger({ error: (message) => void crashes.push(message), warn: quiet, info: quiet, log: quiet });

let asked = 0;

/**
 * What GitHub's own parser says against it: errors and warnings, each with its line. `ours`: the text of our `action.yml`,
 * which holds the inputs and outputs that a step with our Action may name.
 */
export async function lintWorkflow({ path, text }: LintedFile, ours: string): Promise<string[]> {
  // It keeps what it parsed by address, and tells an action from a workflow by it.
  const folder = `file:///${(asked += 1)}`;
  const isAction = /^action\.ya?ml$/.test(basename(path));
  const uri = isAction ? `${folder}/action.yml` : `${folder}/.github/workflows/linted.yml`;
  const { inputs, outputs } = parse(ours);
  const found = await validate(TextDocument.create(uri, 'yaml', 1, text), {
    // Without inputs an action is one whose inputs nobody knows here.
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name }) => ({
        name,
        description: '',
        ...(`${owner}/${name}` === 'casewright/casewright' && { inputs }),
      }),
    },
  });
  return [
    // No severity is an error; 3 and 4 are remarks, such as when a schedule runs.
    ...found
      .filter(({ severity = 1 }) => severity <= 2)
      .map(({ range, message }) => `${path}:${range.start.line + 1}: ${message}`),
    ...crashes.splice(0).map((message) => `${path}: ${message}`),
    ...unknownOutputs(text, Object.keys(outputs)).map((name) => `${path}: our Action has no output "${name}"`),
  ];
}

/** Outputs of steps with our Action that are read and that it does not have. */
function unknownOutputs(text: string, known: string[]): string[] {
  const steps = text.split(/^\s*- (?=\w)/m).filter((step) => step.includes('uses: casewright/casewright@'));
  const ids = steps.flatMap((step) => /^\s*id: (\S+)/m.exec(step)?.[1] ?? []);
  const read = [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)];
  return read.flatMap(([, id = '', name = '']) => (ids.includes(id) && !known.includes(name) ? name : []));
}
