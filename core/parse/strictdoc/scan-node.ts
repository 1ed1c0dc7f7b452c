import { rawText, type RawLine } from '../raw-lines.ts';
import type { DocumentNode, Field } from './field.ts';

const fieldLine = /^([A-Z][A-Z0-9_]{0,60}(?: [A-Z0-9_]{1,60}){0,4}):(?:[ \t]+(.*))?$/;
const relation = /^\s*-?\s*(TYPE|VALUE|ROLE|PATH):[ \t]*(.*)$/;

/** A tag on a line of its own: `[REQUIREMENT]`, `[[SECTION]]`, `[/FREETEXT]`. */
export function tagLine(line: string): { tag: string; closes: boolean } | undefined {
  const match = /^\[\[?(\/?)([A-Z][A-Z0-9_]{0,60})\]\]?\s*$/.exec(line);
  return match ? { tag: match[2] ?? '', closes: match[1] === '/' } : undefined;
}

type Lines = { raw: string; lines: RawLine[] };

/** The tag of the next node: behind it stands a field. Without one it is a line of the text. */
const beginsNode = (lines: RawLine[], at: number): boolean =>
  tagLine(lines[at]?.text ?? '') !== undefined && fieldLine.test(lines[at + 1]?.text ?? '');

/** The lines between `>>>` and `<<<`, or to the next node where the author forgot to close. */
function multiLine(
  { raw, lines }: Lines,
  from: number,
): { value: Pick<Field, 'value' | 'start' | 'end'>; next: number } {
  let at = from;
  while (at < lines.length && lines[at]?.text.trim() !== '<<<' && !beginsNode(lines, at)) at++;
  const start = lines[from]?.start ?? raw.length;
  const end = Math.max(start, lines[at - 1]?.end ?? start);
  const next = lines[at]?.text.trim() === '<<<' ? at + 1 : at;
  return { value: { value: rawText(raw, { start, end }), start, end }, next };
}

/** UIDs of the relations of type Parent: what this node comes from. */
function parentsOf(lines: RawLine[]): string[] {
  const parents: string[] = [];
  let type = '';
  for (const { text } of lines) {
    const [, key, value = ''] = relation.exec(text) ?? [];
    if (/^\s*-/.test(text)) type = '';
    if (key === 'TYPE') type = value.trim();
    if (key === 'VALUE' && type === 'Parent') parents.push(value.trim());
  }
  return parents.filter((each) => each !== '');
}

/** Reads the fields below a tag, up to the next tag. `next` is the index of the line behind them. */
export function scanNode(all: Lines, tag: string, index: number): { node: DocumentNode; next: number } {
  const { raw, lines } = all;
  const first = lines[index];
  const node: DocumentNode = { tag, start: first?.start ?? 0, end: first?.end ?? 0, fields: [], parents: [] };
  let at = index + 1;
  while (at < lines.length) {
    const line = lines[at];
    if (!line || tagLine(line.text)) break;
    const match = fieldLine.exec(line.text);
    const [, name = '', rest = ''] = match ?? [];
    if (match && rest.trim() === '>>>') {
      const { value, next } = multiLine(all, at + 1);
      node.fields.push({ name, ...value });
      node.end = lines[next - 1]?.end ?? line.end;
      if (lines[next - 1]?.text.trim() !== '<<<') node.unclosed = line.start;
      at = next;
      continue;
    }
    if (match && (name === 'RELATIONS' || name === 'REFS')) {
      const from = ++at;
      while (at < lines.length && /^(?:\s*-\s|\s+\S)/.test(lines[at]?.text ?? '')) at++;
      node.parents.push(...parentsOf(lines.slice(from, at)));
      node.end = lines[at - 1]?.end ?? line.end;
      continue;
    }
    if (match) {
      const start = line.end - rest.length;
      node.fields.push({ name, value: rawText(raw, { start, end: line.end }), start, end: line.end });
    }
    if (line.text.trim() !== '') node.end = line.end;
    at++;
  }
  return { node, next: at };
}
