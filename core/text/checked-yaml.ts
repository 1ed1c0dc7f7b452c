import type { ErrorObject, ValidateFunction } from 'ajv';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';
import { nearest } from './nearest.ts';

type Checked<T> = { value: T; problems: Problem[] } | { value?: never; problems: Problem[] };

const mostProblems = 20;

/**
 * Reads YAML and checks it. Without `value` there is at least one problem, each with its code
 * (`invalid_yaml` or `invalid_file`), line and column; an unknown key comes with the key that was probably meant.
 */
export function readCheckedYaml<T>(
  schema: () => ValidateFunction<T>,
  file: { path: string; text: string },
): Checked<T> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { path: file.path, line: Math.max(line, 1), end_line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return {
      problems: document.errors.slice(0, mostProblems).map((error) =>
        problem({
          code: 'invalid_yaml',
          message: `${file.path} is not valid YAML: ${error.message}`,
          source: place(error.pos[0]),
          hint: 'Mend this line. Text with a colon, a quote or a leading symbol needs quotes around it.',
        }),
      ),
    };
  }
  const value = plainValue(document);
  if (!value.ok) {
    const hint = 'Write the values out instead of repeating them through aliases (&name, *name).';
    const message = `${file.path} cannot be read: ${value.message}`;
    return { problems: [problem({ code: 'invalid_yaml', message, source: place(0), hint })] };
  }
  const validate = schema();
  if (validate(value.value)) return { value: value.value, problems: [] };
  return {
    problems: (validate.errors ?? []).slice(0, mostProblems).map((error) =>
      problem({
        code: 'invalid_file',
        message: `${file.path}: ${describe(error)}`,
        source: place(offsetOf(document, error)),
        hint: wayOut(error),
      }),
    ),
  };
}

/** An empty file is an empty mapping. Only a bomb of aliases throws here. */
function plainValue(document: Document): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    const value: unknown = document.toJS();
    return { ok: true, value: value ?? {} };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function segments(error: ErrorObject): string[] {
  const parts = error.instancePath.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function where(error: ErrorObject): string {
  return segments(error).join('.') || 'the file';
}

function unknownKey(error: ErrorObject): string | undefined {
  const name: unknown = error.params['additionalProperty'];
  return typeof name === 'string' ? name : undefined;
}

function describe(error: ErrorObject): string {
  const unknown = unknownKey(error);
  if (unknown !== undefined) return `unknown key "${unknown}" in ${where(error)}`;
  if (error.keyword === 'enum') return `${where(error)} must be one of ${list(error.params['allowedValues'])}`;
  return `${where(error)} ${error.message ?? 'is not valid'}`;
}

function wayOut(error: ErrorObject): string {
  const unknown = unknownKey(error);
  const allowed = Object.keys(error.parentSchema?.['properties'] ?? {});
  if (unknown === undefined && error.keyword === 'type' && error.schema === 'string') return 'Put it in quotes.';
  if (unknown === undefined) return 'Change it and run the command again.';
  const meant = nearest(unknown, allowed);
  return `${meant === undefined ? '' : `Did you mean "${meant}"? `}Known keys: ${allowed.join(', ')}.`;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : String(values);
}

function offsetOf(document: Document, error: ErrorObject): number {
  const path = segments(error);
  const unknown = unknownKey(error);
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length).map(asIndex), true);
    if (isMap(node) && unknown !== undefined) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === unknown);
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function asIndex(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}
