import { lineAt } from '../../text/lines.ts';
import type { Problem } from '../../types.ts';
import { emptyReading, type Reading } from '../draft.ts';
import type { RawDocument, ReadOptions } from '../format.ts';
import { mostRecords, tooManyRecords } from '../most-records.ts';
import { type ColumnMap, findColumns, logicalFields, plainName } from './columns.ts';
import { csvRecords } from './csv-records.ts';
import { jsonTree } from './json-tree.ts';
import { readRecords } from './read-records.ts';
import type { Records } from './record.ts';
import { treeRecords } from './tree-records.ts';
import { yamlTree } from './yaml-tree.ts';

function recordsOf(document: RawDocument, map: ColumnMap): Records {
  const { path, text } = document;
  const bracket = /^\ufeff?\s{0,1000}[[{]/.test(text);
  if (/\.jsonc?$/i.test(path) || (bracket && !/\.(?:ya?ml|[ct]sv)$/i.test(path))) {
    const { tree, problems } = jsonTree(document);
    return tree ? treeRecords(tree, problems) : { rows: [], names: [], problems, skips: [] };
  }
  const list = /^\ufeff?\s{0,1000}(?:---|- |\w[\w ]{0,60}:\s)/.test(text);
  if (/\.ya?ml$/i.test(path) || (list && !/\.[ct]sv$/i.test(path))) {
    const { tree, problems } = yamlTree(document);
    return tree ? treeRecords(tree, problems) : { rows: [], names: [], problems, skips: [] };
  }
  return csvRecords(document, map);
}

const shown = (names: readonly string[]): string => {
  const some = names.slice(0, 20).map((name) => `"${name.slice(0, 40)}"`);
  return some.join(', ') + (names.length > 20 ? ' …' : '');
};

/** What the column map asks for and the file does not have. */
function missing({ path }: RawDocument, names: readonly string[], map: ColumnMap): Problem[] {
  const known = new Set(names.map(plainName));
  const source = { path, line: 1, end_line: 1 };
  return Object.entries(map).flatMap(([field, name]): Problem[] => {
    if (!logicalFields.some((each) => each === field)) {
      const message = `There is no field "${field}" that a column could be mapped to`;
      return [
        {
          code: 'unknown_field',
          severity: 'error',
          message,
          source,
          hint: `Known fields: ${logicalFields.join(', ')}.`,
        },
      ];
    }
    if (known.has(plainName(name))) return [];
    const message = `The column "${name}" that the configuration names for ${field} is not in the file`;
    return [{ code: 'unknown_column', severity: 'warning', message, source, hint: `Its columns are ${shown(names)}.` }];
  });
}

/** Reads requirements from CSV, TSV, JSON and YAML: one for each record with a statement. */
export function readTabular(document: RawDocument, options: ReadOptions = {}): Reading {
  const map = options.columns ?? {};
  const { rows, names, problems, skips } = recordsOf(document, map);
  const reading = emptyReading();
  reading.encoded = true;
  reading.skips.push(...skips);
  reading.problems = [...problems, ...(rows.length > 0 ? missing(document, names, map) : [])];
  const columns = findColumns(names, map);
  const beyond = rows[mostRecords];
  if (beyond) reading.problems.push(tooManyRecords(document.path, lineAt(document, beyond.start)));
  if (columns.text !== undefined) readRecords(reading, rows.slice(0, mostRecords), columns);
  else if (problems.length === 0)
    reading.problems.push({
      code: 'no_text_column',
      severity: 'error',
      message:
        rows.length === 0
          ? 'No list of requirements was found'
          : `None of the columns holds the text of a requirement: ${shown(names)}`,
      source: { path: document.path, line: 1, end_line: 1 },
      hint: 'Name the column in casewright.yml, such as columns: {text: "Your column"}.',
    });
  return reading;
}
