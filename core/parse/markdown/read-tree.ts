import type { Root } from 'mdast';
import { fromMarkdown, type Extension } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { isDense } from './dense-markup.ts';
import type { Encodings } from './inline-text.ts';

type Syntax = ReturnType<typeof gfm>;
type Constructs = NonNullable<Syntax['text']>;

/** A table needs a delimiter row; without one the attempt at each line is wasted. */
const delimiter = /\|[ \t]*:?-|-:?[ \t]*\|/;

/** Bare addresses stay text: looking for them at every letter costs half of the parsing time. */
function withoutAutolinks(constructs: Constructs): Constructs {
  const kept: Constructs = {};
  for (const [code, given] of Object.entries(constructs)) {
    const list = [given ?? []].flat().filter((one) => !one.name?.endsWith('Autolink'));
    if (list.length > 0) kept[code === 'null' ? 'null' : Number(code)] = list;
  }
  return kept;
}

const whole = gfm({ singleTilde: false });
const withTables: Syntax = { ...whole, text: withoutAutolinks(whole.text ?? {}) };
const { flow: _tables, ...withoutTables } = withTables;
// The transforms make link nodes without positions out of words that look like an address.
const gfmNodes = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

/** Block structure only; inline markup stays in the text. */
const plain: Syntax = {
  disable: { null: ['attention', 'labelStartLink', 'labelStartImage', 'labelEnd', 'codeText', 'htmlText', 'autolink'] },
};

/** Listens in on the tokens that Markdown decodes, because its tree does not say where they were. */
function recordEncodings(encodings: Encodings, delta: number): Extension {
  let open: { start: number; length: number } | undefined;
  return {
    enter: {
      escapeMarker(token) {
        encodings.escapes.add(token.start.offset + delta);
      },
      characterReferenceMarker(token) {
        const node = this.stack.at(-1);
        const length = node?.type === 'text' ? node.value.length : 0;
        if (open) {
          const decoded = length - open.length;
          encodings.entities.set(open.start + delta, { length: token.end.offset - open.start, decoded });
          open = undefined;
        } else open = { start: token.start.offset, length };
      },
    },
  };
}

/** Parses one chunk as GitHub-flavoured Markdown. Offsets in `encodings` are raw offsets. */
export function readTree(text: string, delta: number): { tree: Root; encodings: Encodings } {
  const encodings: Encodings = { entities: new Map(), escapes: new Set() };
  const tree = fromMarkdown(text, {
    extensions: isDense(text) ? [plain] : [delimiter.test(text) ? withTables : withoutTables],
    mdastExtensions: [...gfmNodes, recordEncodings(encodings, delta)],
  });
  return { tree, encodings };
}
