/** A JSON Schema as far as these helpers look into it. */
export type Schema = { readonly [key: string]: unknown };

type ObjectSchema = { readonly properties: Readonly<Record<string, Schema>> };

const advice = new Set([
  'description',
  'required',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'pattern',
]);

/** Names, types and enums only, open: what a reader of a result needs, at a third of the tokens. */
export function lean(schema: object): Schema {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !advice.has(key) && value !== false)
      .map(([key, value]: [string, unknown]) => [key, key === 'properties' ? eachLean(value) : leanValue(value)]),
  );
}

function eachLean(properties: unknown): unknown {
  if (typeof properties !== 'object' || properties === null) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, leanValue(value)]));
}

function leanValue(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? lean(value) : value;
}

/** The names of its properties with their plain types, for what is not the point of a result. */
export function outline(schema: ObjectSchema): Schema {
  const types = Object.entries(schema.properties).map(([name, property]) => [
    name,
    { type: property['type'] ?? 'string' },
  ]);
  return { type: 'object', properties: Object.fromEntries(types) };
}

/** An object with exactly these properties; those in `optional` may be missing. */
export function exactly(properties: Record<string, object>, optional: string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

/** These properties of a published shape, and no others; those in `required` are always there. */
export function picked(schema: ObjectSchema, names: string[], required: string[]): Schema {
  const properties = Object.fromEntries(names.map((name) => [name, lean(schema.properties[name] ?? {})]));
  return { type: 'object', properties, required, additionalProperties: false };
}

export function listOf(items: object): Schema {
  return { type: 'array', items };
}

export const count = { type: 'integer' } as const;
export const string = { type: 'string' } as const;
export const strings = { type: 'array', items: string } as const;

/** Where the names are not worth their tokens: the text of the answer says what they are. */
export const object = { type: 'object' } as const;
