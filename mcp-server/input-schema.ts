/** The arguments that several tools share. */
export const inputProperties = {
  path: { type: 'string', description: 'Document (or folder, glob) below a root folder.' },
  text: { type: 'string', description: 'The requirements themselves, as Markdown; instead of path.' },
  ids: { type: 'array', items: { type: 'string' }, description: 'Only these requirement ids.' },
  cursor: { type: 'string', description: 'next_cursor of the page before.' },
  limit: { type: 'integer', minimum: 1, maximum: 200 },
} as const;
