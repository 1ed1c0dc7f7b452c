import type { FoundTest, SourceFile } from './found-test.ts';

const tag = /\[\s*([a-z]+)(?:~[\w.-]*(?:~\d+)?)?\s*->\s*([a-z]+~[\p{L}\d._-]+~\d+)[^\]\n]{0,200}\]/giu;

/** OpenFastTrace's coverage tags of tests: `[utest->req~login~1]`, in whatever file. */
export function findCoverageTags({ path, text }: SourceFile): FoundTest[] {
  const tests: FoundTest[] = [];
  let line = 1;
  let seen = 0;
  for (const match of text.matchAll(tag)) {
    const [whole, kind = '', id = ''] = match;
    if (!/test$/i.test(kind)) continue;
    for (let at = text.indexOf('\n', seen); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) line++;
    seen = match.index;
    tests.push({ path, line, name: whole, says: [id], pending: false });
  }
  return tests;
}
