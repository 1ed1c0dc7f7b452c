import type { FromSchema } from 'json-schema-to-ts';
import { configSchema } from '../schema/config.ts';
import { readCheckedYaml } from '../text/checked-yaml.ts';
import { lazySchema } from '../text/lazy-schema.ts';
import type { Problem } from '../types.ts';

const isConfig = lazySchema<FromSchema<typeof configSchema>>(configSchema);

/** Checks the text of a `casewright.yml`, wherever it was read. An unknown key is a problem that names the known ones. */
export function parseConfig(file: { path: string; text: string }): {
  config: FromSchema<typeof configSchema>;
  problems: Problem[];
} {
  const { value, problems } = readCheckedYaml(isConfig, file);
  return { config: value ?? {}, problems };
}
