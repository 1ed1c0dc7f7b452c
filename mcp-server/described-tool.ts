import { fromJsonSchema } from '@modelcontextprotocol/server';
import { briefSchema } from './brief-schema.ts';
import type { Tool } from './define-tool.ts';
import { tellingOnly } from './telling-only.ts';

/** A tool as the protocol tells it. */
export type DescribedTool = ReturnType<typeof described>;

const known = new WeakMap<Tool, DescribedTool>();

/** Put together once: it is the same for every server and every client. */
export function describedTool(tool: Tool): DescribedTool {
  const found = known.get(tool) ?? described(tool);
  known.set(tool, found);
  return found;
}

function described({ title, description, annotations, inputSchema, outputSchema, named, _meta }: Tool) {
  return {
    title,
    description,
    inputSchema: told(inputSchema),
    outputSchema: told(briefSchema(outputSchema, named)),
    annotations,
    ...(_meta && { _meta }),
  };
}

const told = (schema: object): ReturnType<typeof fromJsonSchema> => fromJsonSchema({ ...schema }, tellingOnly);
