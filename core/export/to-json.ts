import type { Exporter } from './export-input.ts';
import { hidden } from './hidden.ts';

/** The suite as `generate --stdout --format json` prints it. What nobody can see is escaped. */
export const toJson: Exporter = ({ suite }) => [{ path: 'suite.json', text: `${visibleJson(suite)}\n` }];

/** JSON in which characters that nobody sees are written as escapes: they stand in strings only. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(hidden, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
}
