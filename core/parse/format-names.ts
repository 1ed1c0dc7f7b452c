/** The names of the formats that can be read, as `--as` and `format` take them: the most particular first. */
export const documentFormats = [
  'reqif',
  'strictdoc',
  'doorstop',
  'sphinx-needs',
  'openfasttrace',
  'gherkin',
  'openspec',
  'tabular',
  'story-list',
  'markdown',
] as const;

export type DocumentFormat = (typeof documentFormats)[number];
