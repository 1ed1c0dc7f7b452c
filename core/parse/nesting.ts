import { frontMatter } from './doorstop/front-matter.ts';

/** How deep a document may be nested; a parser that calls itself for each level stays far from the end of its stack. */
export const deepest = 100;

/** Offset of the bracket that is one level too deep; strings of JSON do not count. */
function deepJson(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (const match of text.matchAll(/\\.|["[\]{}]/gs)) {
    const [mark] = match;
    if (mark === '"') quoted = !quoted;
    else if (quoted || mark.startsWith('\\')) continue;
    else if (mark === '[' || mark === '{') {
      if (++depth > deepest) return match.index;
    } else depth = Math.max(0, depth - 1);
  }
  return undefined;
}

/** In YAML a bracket opens a collection only where a value may begin; block collections nest by their indentation. */
function deepYaml(text: string): number | undefined {
  const indents: number[] = [];
  let depth = 0;
  let may = true;
  for (const match of text.matchAll(/\n( *)(?![ \r\n#])|[[{]|[\]}]|[^\s[\]{}]+/g)) {
    const [mark, indent] = match;
    if (indent !== undefined) {
      while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent.length) indents.pop();
      indents.push(indent.length);
      may = true;
    } else if (mark === '[' || mark === '{') {
      if (may) depth++;
      may = true;
    } else if (mark === ']' || mark === '}') depth = Math.max(0, depth - 1);
    else may = /[:,?-]$/.test(mark);
    if (depth > deepest || indents.length > deepest) return match.index;
  }
  return undefined;
}

function deepXml(text: string): number | undefined {
  let depth = 0;
  // What ends the present state; undefined between tags.
  let until: string | undefined;
  let inTag = false;
  for (const match of text.matchAll(/<!--|-->|<!\[CDATA\[|\]\]>|<\/|<(?=[\w:])|\/>|[>"']/g)) {
    const [mark] = match;
    if (until !== undefined) {
      if (mark === until) until = undefined;
    } else if (mark === '<!--') until = '-->';
    else if (mark === '<![CDATA[') until = ']]>';
    else if (inTag) {
      if (mark === '"' || mark === "'") until = mark;
      else if (mark === '/>') depth--;
      inTag = mark !== '>' && mark !== '/>';
    } else if (mark === '</') depth = Math.max(0, depth - 1);
    else if (mark === '<') {
      inTag = true;
      if (++depth > deepest) return match.index;
    }
  }
  return undefined;
}

/** The offset where a document of JSON, YAML or XML, told by its name or its format, is nested too deeply. */
export function tooNested({ path, text }: { path: string; text: string }, format?: string): number | undefined {
  const opens = /^\ufeff?\s{0,1000}([[{<])/.exec(text)?.[1];
  if (format === 'reqif' || /\.(?:reqif|xml)$/i.test(path)) return deepXml(text);
  if (/\.jsonc?$/i.test(path)) return deepJson(text);
  const structured = format === 'tabular' || format === 'doorstop' || format === 'sphinx-needs';
  if (structured && (opens === '{' || opens === '[')) return deepJson(text);
  if (/\.ya?ml$/i.test(path)) return deepYaml(text);
  const matter = frontMatter(text);
  if (matter) return deepYaml(text.slice(0, matter.end));
  return structured && !/\.[ct]sv$/i.test(path) && format !== 'sphinx-needs' ? deepYaml(text) : undefined;
}
