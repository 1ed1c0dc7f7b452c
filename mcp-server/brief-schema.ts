import type { Schema } from './lean-schema.ts';

/**
 * What is advertised of an output: each field by name, with the type of those at the top. Every client pays for it in each
 * conversation, and most show it to their model; the OpenAPI document holds the whole schema.
 */
export function briefSchema(schema: object): Schema {
  const { type, properties, required, additionalProperties }: Schema = { ...schema };
  return { type, properties: mapped(properties, briefValue), required, additionalProperties };
}

function briefValue(value: Schema): Schema {
  const { type, items, properties } = value;
  if (isSchema(items)) return { type, items: briefValue(items) };
  if (isSchema(properties)) return { type, properties: mapped(properties, () => ({})) };
  return value['enum'] === undefined ? { type } : { enum: value['enum'] };
}

function mapped(properties: unknown, map: (value: Schema) => Schema): Schema {
  if (!isSchema(properties)) return {};
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.map(([name, value]) => [name, isSchema(value) ? map(value) : {}]));
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
