import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isSound, unsound } from './is-sound.ts';
import { ConfigurationError, nearest, problem, type Problem } from '../core/index.ts';

const aliases: Record<string, string> = {
  requirement: 'text',
  requirements: 'text',
  story: 'text',
  file: 'path',
  document: 'path',
  id: 'ids',
  test_cases: 'cases',
};

let ajv: Ajv | undefined;

/** Small models send "5" for 5 and "REQ-1" for ["REQ-1"]. */
const coercing = (): Ajv =>
  (ajv ??= new Ajv({
    allErrors: true,
    coerceTypes: 'array',
    useDefaults: true,
    allowUnionTypes: true,
    verbose: true,
    meta: false,
    validateSchema: false,
  }));

/**
 * A reader for the arguments of a tool: understands common wrong names, takes null and "" for absent, and names all that is
 * wrong. @throws ConfigurationError
 */
export function argumentReader<T>(
  tool: string,
  schema: { type: 'object'; properties: Record<string, object>; required?: string[] },
): (given: unknown) => T {
  const known = Object.keys(schema.properties);
  let compiled: ValidateFunction<T> | undefined;
  return (given) => {
    // With the first call: a server offers many tools, and most clients call a few.
    const validate = (compiled ??= coercing().compile<T>({ ...schema, additionalProperties: false }));
    if (typeof given === 'object' && given !== null && !isSound(given)) throw new ConfigurationError([unsound]);
    const args = withKnownNames(structuredClone(given), known);
    if (validate(args)) return args;
    throw new ConfigurationError((validate.errors ?? []).slice(0, 10).map((error) => describe(error, tool, known)));
  };
}

function withKnownNames(given: unknown, known: string[]): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === null || value === '') continue;
    const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    const meant = !known.includes(name) && alias !== undefined && known.includes(alias) ? alias : name;
    if (meant !== name && args[meant] !== undefined) continue;
    args[meant] = meant === 'text' && Array.isArray(value) ? value.join('\n\n') : value;
  }
  return args;
}

function describe(
  { instancePath, keyword, params, message = 'is wrong' }: ErrorObject,
  tool: string,
  known: string[],
): Problem {
  const place = instancePath.slice(1).replaceAll('/', '.');
  const extra: unknown = params['additionalProperty'];
  if (typeof extra === 'string' && place === '') {
    const meant = nearest(extra, known);
    const hint = `${meant === undefined ? '' : `Did you mean "${meant}"? `}${tool} takes ${known.join(', ')}.`;
    return problem({ code: 'unknown_argument', message: `${tool} has no argument "${extra}"`, hint });
  }
  const missing: unknown = params['missingProperty'];
  if (typeof missing === 'string' && place === '') {
    return problem({
      code: 'missing_argument',
      message: `${tool} needs "${missing}"`,
      hint: `${tool} takes ${known.join(', ')}.`,
    });
  }
  const allowed: unknown = params['allowedValues'];
  const expected = keyword === 'enum' && Array.isArray(allowed) ? `must be one of ${allowed.join(', ')}` : message;
  return problem({
    code: 'wrong_argument',
    message: `${tool}: ${place} ${expected}`,
    hint: `Change ${place} and call ${tool} again.`,
  });
}
