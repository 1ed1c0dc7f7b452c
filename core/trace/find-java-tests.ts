import { commentAbove, type FoundTest, indentOf, openScopes, type SourceFile } from './found-test.ts';

const annotation = /^@\w/;
const comment = /^(?:\/\/|\/\*|\*)/;
const method = /\b(?:void|fun|Task)\s+(?:`([^`\n]+)`|(\w+))\s*\(/;
const type = /\b(?:class|object)\s+(\w+)/;

/** Tests of JUnit 4 and 5 and TestNG, in Java and Kotlin: methods with `@Test` or a kin of it. */
export function findJavaTests({ path, text }: SourceFile): FoundTest[] {
  const lines = text.split('\n');
  const scopes = openScopes();
  const tests: FoundTest[] = [];
  let marks: string[] = [];
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    if (comment.test(trimmed)) continue;
    if (annotation.test(trimmed)) {
      // The comment stands above the annotations, or between them and the name.
      if (marks.length === 0) marks.push(...commentAbove(lines, index, comment));
      marks.push(trimmed);
    }
    const found = method.exec(line);
    const holder = found ? undefined : type.exec(line);
    const indent = indentOf(line);
    if (holder) {
      const pending = marks.some(isDisabled);
      scopes.at(indent);
      scopes.open({ indent, says: [holder[1] ?? '', ...marks], pending, name: holder[1] ?? '' });
    } else if (
      found &&
      marks.some((mark) => /@(?:\w+\.)*(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\b/.test(mark))
    ) {
      const around = scopes.at(indent);
      const name = found[1] ?? found[2] ?? '';
      const own = [name, ...marks, ...commentAbove(lines, index, comment)];
      tests.push({
        path,
        line: index + 1,
        name: [...around.map((scope) => scope.name), name].join(' › '),
        says: [...around.flatMap((scope) => scope.says), ...own],
        pending: marks.some(isDisabled) || around.some((scope) => scope.pending),
      });
    }
    if (!annotation.test(trimmed) || found || holder)
      marks = trimmed === '' || found || holder || /[;{}]$/.test(trimmed) ? [] : marks;
  }
  return tests;
}

function isDisabled(mark: string): boolean {
  return /@(?:Disabled|Ignore)\b/.test(mark);
}
