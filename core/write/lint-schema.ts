/** A place in a schema that some engine ignores, refuses or crashes on. */
export type SchemaFault = { path: string; message: string };

const keywords = new Map([
  ['object', ['type', 'properties', 'required', 'additionalProperties']],
  ['array', ['type', 'items', 'minItems', 'maxItems']],
  ['string', ['type', 'minLength', 'maxLength']],
  ['integer', ['type', 'minimum', 'maximum']],
  ['boolean', ['type']],
]);

// Engines expand a bound into so many grammar rules; llama.cpp refuses 2000.
const largestBound = 1500;

/** Everything in a schema that is outside the subset which every engine honours; empty for a safe one. */
export const lintSchema = (schema: unknown, path = '#'): SchemaFault[] => {
  if (!isRecord(schema)) return [{ path, message: 'must be a schema object' }];
  if ('enum' in schema) return enumFaults(schema, path);
  const allowed = typeof schema['type'] === 'string' ? keywords.get(schema['type']) : undefined;
  if (allowed === undefined) return [{ path, message: `type ${JSON.stringify(schema['type'])} is outside the subset` }];
  const unknown = Object.keys(schema).filter((key) => !allowed.includes(key));
  return [
    ...unknown.map((key) => ({ path, message: `keyword "${key}" is outside the subset` })),
    ...(schema['type'] === 'object' ? objectFaults(schema, path) : []),
    ...(schema['type'] === 'array' ? lintSchema(schema['items'], `${path}/items`) : []),
    ...boundFaults(schema, path),
  ];
};

type Schema = Record<string, unknown>;

const objectFaults = (schema: Schema, path: string): SchemaFault[] => {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const names = Object.keys(properties);
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const messages = [
    names.length === 0 ? 'an object needs properties' : '',
    schema['additionalProperties'] === false ? '' : 'additionalProperties must be false',
    names.every((name) => required.includes(name)) && required.length === names.length
      ? ''
      : 'every property must be required',
    names.join() === names.toSorted().join()
      ? ''
      : 'properties must be in alphabetical order, since some engines sort them',
  ];
  return [
    ...messages.filter((message) => message !== '').map((message) => ({ path, message })),
    ...names.flatMap((name) => lintSchema(properties[name], `${path}/properties/${name}`)),
  ];
};

const bounds = new Map([
  ['array', ['minItems', 'maxItems', 0]],
  ['string', ['minLength', 'maxLength', 0]],
  ['integer', ['minimum', 'maximum', -largestBound]],
] as const);

const boundFaults = (schema: Schema, path: string): SchemaFault[] => {
  const named = [...bounds].find(([type]) => type === schema['type'])?.[1];
  if (named === undefined) return [];
  const [lower, upper, smallest] = named;
  const [least, most] = [schema[lower] ?? (schema['type'] === 'integer' ? undefined : 0), schema[upper]];
  if (!isWhole(most) || !isWhole(least)) return [{ path, message: `${lower} and ${upper} must bound it` }];
  const messages = [
    most > largestBound || least < smallest
      ? `${lower} and ${upper} must lie within ${smallest} and ${largestBound}`
      : '',
    schema['type'] !== 'integer' && most < 1 ? `${upper} must be at least 1` : '',
    least > most ? `${lower} is greater than ${upper}` : '',
  ];
  return messages.filter((message) => message !== '').map((message) => ({ path, message }));
};

const enumFaults = (schema: Schema, path: string): SchemaFault[] => {
  const others = Object.keys(schema).filter((key) => key !== 'enum' && key !== 'type');
  const values = schema['enum'];
  const usable = Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
  return [
    ...others.map((key) => ({ path, message: `keyword "${key}" is outside the subset` })),
    ...(usable ? [] : [{ path, message: 'enum must list at least one string, and nothing else' }]),
    ...('type' in schema && schema['type'] !== 'string' ? [{ path, message: 'an enum is of type string' }] : []),
  ];
};

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);
