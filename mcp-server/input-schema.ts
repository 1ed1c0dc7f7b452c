/** The arguments that several tools share. */
export const inputProperties = {
  path: { type: 'string', description: 'Document, folder or glob below a root.' },
  text: { type: 'string', description: 'Requirements as Markdown, instead of path.' },
  ids: { type: 'array', items: { type: 'string' }, description: 'Only these requirement ids.' },
  cursor: { type: 'string' },
  limit: { type: 'integer', minimum: 1, maximum: 200 },
} as const;
