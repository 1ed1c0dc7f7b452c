import type { RawLine } from '../raw-lines.ts';

/** A directive as it stands: its name, title, options, the lines of its content without those of nested directives. */
export type Directive = {
  name: string;
  indent: number;
  first: RawLine;
  end: number;
  title: RawLine[];
  options: Map<string, string>;
  content: RawLine[];
  phase: 'title' | 'options' | 'content';
  /** The option that was read last, and how far its line is indented: what follows it more deeply goes on with it. */
  option?: { name: string; indent: number };
  parent?: Directive;
};

const opening = /^([ \t]*)\.\.[ \t]+([A-Za-z][\w:.+-]{0,80})::(?:[ \t]+(\S.*))?$/;
const optionLine = /^[ \t]*:([A-Za-z_][\w-]{0,60}):(?:[ \t]+(.*))?$/;

/** Directives whose content is shown as it stands: what looks like a directive in it is an example. */
const literal =
  /^(?:code(?:-block)?|sourcecode|parsed-literal|literalinclude|raw|prompt|doctest|testcode|testoutput|math|plantuml|uml|mermaid|graphviz|digraph|needuml|needarch|jinja)$/;

const indentOf = (text: string): number => text.length - text.trimStart().length;

function openDirective(line: RawLine, parent: Directive | undefined): Directive | undefined {
  const match = opening.exec(line.text.trimEnd());
  if (!match) return undefined;
  const [, space = '', name = '', title] = match;
  const start = line.end - line.text.length + line.text.indexOf(title ?? '', space.length + name.length + 4);
  const text = title ?? '';
  return {
    name,
    indent: space.length,
    first: line,
    end: line.end,
    title: title === undefined ? [] : [{ start, end: start + text.length, text }],
    options: new Map(),
    content: [],
    phase: 'title',
    ...(parent && { parent }),
  };
}

/** The title may go on below; the options follow it; a blank line or anything else begins the content. */
function take(directive: Directive, line: RawLine): void {
  const text = line.text.trim();
  if (text !== '') directive.end = line.end;
  const match = directive.phase === 'content' ? null : optionLine.exec(line.text);
  if (match) {
    directive.phase = 'options';
    directive.option = { name: match[1] ?? '', indent: indentOf(line.text) };
    directive.options.set(directive.option.name, (match[2] ?? '').trim());
  } else if (directive.phase === 'content' || text === '') {
    if (directive.phase !== 'content' && text === '') directive.phase = 'content';
    directive.content.push(line);
  } else if (directive.phase === 'title')
    directive.title.push({ ...line, start: line.end - line.text.trimStart().length });
  else if (directive.option && indentOf(line.text) > directive.option.indent) {
    const before = directive.options.get(directive.option.name) ?? '';
    directive.options.set(directive.option.name, `${before} ${text}`.trim());
  } else {
    directive.phase = 'content';
    directive.content.push(line);
  }
}

/** All directives of a document in their order, nested ones behind the one that holds them. */
export function readDirectives(lines: readonly RawLine[]): Directive[] {
  const found: Directive[] = [];
  const open: Directive[] = [];
  for (const line of lines) {
    const blank = line.text.trim() === '';
    const indent = indentOf(line.text);
    while (!blank && open.length > 0 && indent <= (open.at(-1)?.indent ?? 0)) {
      const closed = open.pop();
      const outer = open.at(-1);
      if (closed && outer) outer.end = Math.max(outer.end, closed.end);
    }
    const inner = literal.test(open.at(-1)?.name ?? '') ? undefined : openDirective(line, open.at(-1));
    if (inner) {
      const outer = open.at(-1);
      if (outer) outer.phase = 'content';
      found.push(inner);
      open.push(inner);
    } else {
      const last = open.at(-1);
      if (last) take(last, line);
    }
  }
  while (open.length > 1) {
    const closed = open.pop();
    const outer = open.at(-1);
    if (closed && outer) outer.end = Math.max(outer.end, closed.end);
  }
  return found;
}
