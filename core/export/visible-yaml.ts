import { Document, Scalar, visit } from 'yaml';
import { hidden } from './hidden.ts';

// The last two are no characters: some readers of YAML refuse a file that holds them.
const unseen = new RegExp(`${hidden.source}|[\\ufffe\\uffff]`, 'gv');

/**
 * YAML in which what a reader cannot see is written as an escape, which only double quotes know. Half a surrogate pair,
 * which no file can hold, becomes U+FFFD.
 */
export function visibleYaml(value: object): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return;
      const text = node.value.toWellFormed();
      node.value = text;
      if (text.search(unseen) >= 0) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 }).replace(unseen, (found) => escaped(found));
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
