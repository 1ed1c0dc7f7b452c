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
  const brief = { type, items: { type: items['type'] } };
  // Fields without a type are doubtful to some clients, and types cost more than they tell.
  if (!isNamed || !isSchema(items['properties'])) return brief;
  return { ...brief, description: Object.keys(items['properties']).join(', ') };
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
