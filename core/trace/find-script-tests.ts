import { commentAbove, type FoundTest, indentOf, openScopes, type SourceFile } from './found-test.ts';

const call =
  /(?<![\w$.'"`])(x?describe|suite|context|x?it|x?test|specify|scenario)((?:\.\w+)*)(?:<(?:[^<>]|=>|<(?:[^<>]|=>|<[^<>]{0,200}>){0,200}>){0,400}>)?\s*(?=[(`])/g;
/** `test.step`, `test.use` and their like are no tests. */
const variant =
  /^(?:\.(?:only|skip|todo|fixme|fails|failing|concurrent|sequential|shuffle|each|for|skipIf|runIf|if|describe|parallel|serial|slow))*$/;
const literal = /\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`)/y;
const comment = /^(?:\/\/|\/\*|\*)/;
/** A test that somebody commented out says nothing of the one below it. */
const oldCall = /(?<![\w$.])(?:x?describe|x?it|x?test|specify|scenario)(?:\.\w+)*\s*\(/;
/** How far behind its name a test may carry tags and annotations. */
const longestHead = 400;
const longestTable = 5000;

/** Tests of vitest, jest, mocha, node:test and Playwright. */
export function findScriptTests({ path, text }: SourceFile): FoundTest[] {
  const lines = text.split('\n');
  const starts = lineStarts(lines);
  const scopes = openScopes();
  const tests: FoundTest[] = [];
  // Comments that begin a line are blanked out, so that every offset stays.
  const code = text.replace(/^[ \t]*\/\*[^]*?\*\//gm, (found) => found.replace(/[^\n]/g, ' '));
  for (const match of code.matchAll(call)) {
    const index = lineIndex(starts, match.index);
    const line = lines[index] ?? '';
    if (comment.test(line.trim())) continue;
    const [, kind = '', modifiers = ''] = match;
    if (!variant.test(modifiers)) continue;
    const name = nameAt(text, match.index + match[0].length, /\.(?:each|for|skipIf|runIf|if)$/.test(modifiers));
    if (name === undefined) continue;
    const around = scopes.at(indentOf(line));
    const pending = around.some((scope) => scope.pending) || /^x|\.(?:skip|todo|fixme)\b/.test(kind + modifiers);
    const head = text.slice(name.end, name.end + longestHead);
    const until = /=>|\bfunction\b|\n\s*\n/.exec(head)?.index ?? longestHead;
    const own = [
      name.text,
      head.slice(0, until),
      ...commentAbove(lines, index, comment).filter((each) => !oldCall.test(each)),
    ];
    const says = [...around.flatMap((scope) => scope.says), ...own];
    // Playwright's blocks are `test.describe`.
    if (/describe|suite|context/.test(kind + modifiers))
      scopes.open({ indent: indentOf(line), says: own, pending, name: name.text });
    else
      tests.push({
        path,
        line: index + 1,
        name: [...around.map((scope) => scope.name), name.text].join(' › '),
        says,
        pending,
      });
  }
  return tests;
}

/** The string that a call begins with; of `test.each(table)(name, …)` that of the second call. */
function nameAt(text: string, at: number, isTable: boolean): { text: string; end: number } | undefined {
  const open = isTable ? afterTable(text, at) : at;
  if (open === undefined || text[open] !== '(') return undefined;
  literal.lastIndex = open + 1;
  const match = literal.exec(text);
  if (!match) return undefined;
  const name = match[1] ?? match[2] ?? match[3] ?? '';
  return { text: name.replace(/\\(.)/g, '$1'), end: literal.lastIndex };
}

function afterTable(text: string, at: number): number | undefined {
  if (text[at] === '`') {
    const end = text.indexOf('`', at + 1);
    return end < 0 ? undefined : end + 1;
  }
  let depth = 0;
  for (let index = at; index < Math.min(text.length, at + longestTable); index++) {
    if (text[index] === '(') depth++;
    else if (text[index] === ')' && --depth === 0) return index + 1;
  }
  return undefined;
}

function lineStarts(lines: readonly string[]): number[] {
  let at = 0;
  return lines.map((line) => (at += line.length + 1) - line.length - 1);
}

function lineIndex(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
