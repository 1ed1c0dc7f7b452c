/** The names of all formats that a suite can be exported to, as `--to` takes them. */
export const exportFormats = [
  'json',
  'yaml',
  'markdown',
  'csv',
  'gherkin',
  'junit',
  'sarif',
  'xray',
  'testrail',
  'vitest',
  'playwright',
  'pytest',
  'html',
  'openfasttrace',
  'doorstop',
  'strictdoc',
  'sphinx-needs',
] as const;

export type ExportFormat = (typeof exportFormats)[number];
