import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { configSchema } from '../../core/schema/config.ts';
import { coverageItemSchema } from '../../core/schema/coverage-item.ts';
import { requirementSchema } from '../../core/schema/requirement.ts';
import { suiteFileSchema } from '../../core/schema/suite-file.ts';
import { suiteSchema } from '../../core/schema/suite.ts';
import { testCaseSchema } from '../../core/schema/test-case.ts';

const schemas = {
  config: configSchema,
  'coverage-item': coverageItemSchema,
  requirement: requirementSchema,
  suite: suiteSchema,
  'suite-file': suiteFileSchema,
  'test-case': testCaseSchema,
};

/** Publishes the schemas that the code is typed by, one JSON file each. */
const folder = resolve(process.argv[2] ?? 'dist/schema');
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  const published = { $schema: 'http://json-schema.org/draft-07/schema#', title: `casewright ${name}`, ...schema };
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(published, undefined, 2)}\n`);
}
