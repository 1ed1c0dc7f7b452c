import type { Schema } from './lean-schema.ts';

/**
 * What is advertised of an output: its fields with their types, and the names in a list that is the point of the tool. Every
 * client pays for it in each conversation, and most show it to their model; the OpenAPI document holds the whole schema.
 */
export function briefSchema(schema: object, named: string[] = []): Schema {
  const { properties, required }: Schema = { ...schema };
  const brief = Object.entries(isSchema(properties) ? properties : {}).map(([name, value]) => [
    name,
    isSchema(value) ? briefValue(value, named.includes(name)) : {},
  ]);
  return { type: 'object', properties: Object.fromEntries(brief), required };
}

function briefValue({ type, items, enum: values }: Schema, isNamed: boolean): Schema {
  if (values !== undefined) return { enum: values };
  if (!isSchema(items)) return { type };
  if (!isNamed || !isSchema(items['properties'])) return { type, items: { type: items['type'] } };
  const names = Object.keys(items['properties']).map((name) => [name, {}]);
  return { type, items: { type: 'object', properties: Object.fromEntries(names) } };
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
