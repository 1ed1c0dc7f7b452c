/**
 * A test as it stands in the code. `says`: everything of it in which it may name what it tests: name, tags, the comment
 * above it, and those of what it stands in. `pending`: it is skipped or still to be written, so it proves nothing.
 */
export type FoundTest = { path: string; line: number; name: string; says: string[]; pending: boolean };

export type SourceFile = { path: string; text: string };

/** A block that holds tests: what it says, they say. */
type Scope = { indent: number; says: string[]; pending: boolean; name: string };

/** Scopes by indentation: a line that is indented no deeper than a scope ends it. */
export function openScopes(): { at: (indent: number) => Scope[]; open: (scope: Scope) => void } {
  let scopes: Scope[] = [];
  return {
    at: (indent) => (scopes = scopes.filter((scope) => scope.indent < indent)),
    open: (scope) => void scopes.push(scope),
  };
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The comment lines directly above a line, the nearest first. */
export function commentAbove(lines: readonly string[], index: number, isComment: RegExp): string[] {
  const found: string[] = [];
  for (let at = index - 1; at >= 0 && found.length < 20; at--) {
    const line = lines[at]?.trim() ?? '';
    if (!isComment.test(line)) break;
    found.push(line);
  }
  return found;
}
