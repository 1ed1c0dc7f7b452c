import type { Exporter } from './export-input.ts';
import { visibleYaml } from './visible-yaml.ts';

/** The suite in YAML, field by field as in JSON. */
export const toYaml: Exporter = ({ suite }) => [{ path: 'suite.yaml', text: visibleYaml(suite) }];
