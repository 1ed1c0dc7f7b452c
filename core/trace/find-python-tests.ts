import { type FoundTest, indentOf, openScopes, type SourceFile } from './found-test.ts';

const definition = /^\s*(?:async\s+)?(?:def\s+(test\w*)\s*\(|class\s+(Test\w*))/;
const skipped = /\b(?:mark\.skip\b|unittest\.skip\b|pytest\.skip\()/;

/** Tests of pytest and unittest: functions and methods whose names begin with `test`. */
export function findPythonTests({ path, text }: SourceFile): FoundTest[] {
  const lines = text.split('\n');
  const scopes = openScopes();
  const tests: FoundTest[] = [];
  for (const [index, line] of lines.entries()) {
    const match = definition.exec(line);
    if (!match) continue;
    const around = scopes.at(indentOf(line));
    const marks = above(lines, index).filter((mark) => !/^#.*\bdef\s/.test(mark));
    const inside = docstring(lines, index);
    const [name = ''] = [match[1], match[2]].filter((each) => each !== undefined);
    const own = [name, ...marks, ...inside.words];
    const pending = around.some((scope) => scope.pending) || marks.some((mark) => skipped.test(mark)) || inside.skips;
    if (match[2] !== undefined) scopes.open({ indent: indentOf(line), says: own, pending, name });
    else {
      const says = [...around.flatMap((scope) => scope.says), ...own];
      tests.push({
        path,
        line: index + 1,
        name: [...around.map((scope) => scope.name), name].join(' › '),
        says,
        pending,
      });
    }
  }
  return tests;
}

/** Decorators, also over several lines, and comments: everything of the same or a deeper indent up to a blank line. */
function above(lines: readonly string[], index: number): string[] {
  const indent = indentOf(lines[index] ?? '');
  const found: string[] = [];
  for (let at = index - 1; at >= 0 && found.length < 30; at--) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || indentOf(line) < indent || !/^[@#)\]}"'\w]/.test(line.trim())) break;
    if (indentOf(line) === indent && !/^[@#)\]}]/.test(line.trim())) break;
    found.push(line.trim());
  }
  return found;
}

/** The words of the docstring, and whether the first statement skips the test. */
function docstring(lines: readonly string[], index: number): { words: string[]; skips: boolean } {
  const body = lines.slice(index + 1, index + 30).map((line) => line.trim());
  const first = body.findIndex((line) => line !== '' && !line.endsWith('):') && !line.startsWith('#'));
  const opening = /^[rbuf]*("""|''')/i.exec(body[first] ?? '');
  if (!opening) return { words: [], skips: skipped.test(body[first] ?? '') };
  const quote = opening[1] ?? '"""';
  const closed = (body[first] ?? '').indexOf(quote, opening[0].length) >= 0;
  const last = closed ? first : body.findIndex((line, at) => at > first && line.includes(quote));
  const words = body.slice(first, (last < 0 ? first : last) + 1);
  const next = body.slice((last < 0 ? first : last) + 1).find((line) => line !== '');
  return { words, skips: skipped.test(next ?? '') };
}
