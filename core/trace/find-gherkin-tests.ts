import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import type { FoundTest, SourceFile } from './found-test.ts';

/** Scenarios of a `.feature` file, one for each row of an outline. A file that cannot be parsed holds none. */
export function findGherkinTests({ path, text }: SourceFile): FoundTest[] {
  const newId = IdGenerator.incrementing();
  const document = parse(text, newId);
  if (!document) return [];
  const lines = new Map<string, number>();
  const notes = new Map<string, string[]>();
  const { feature } = document;
  const top = [feature?.name ?? '', feature?.description ?? ''];
  for (const child of feature?.children ?? []) {
    const group = child.rule ? [child.rule.name, child.rule.description] : [];
    for (const { scenario } of child.rule?.children ?? [child]) {
      if (!scenario) continue;
      lines.set(scenario.id, scenario.location.line);
      notes.set(scenario.id, [...top, ...group, scenario.description]);
    }
  }
  return compile(document, path, newId).map(({ name, tags, astNodeIds }) => {
    const [scenario = ''] = astNodeIds;
    const names = tags.map((tag) => tag.name);
    return {
      path,
      line: lines.get(scenario) ?? 1,
      name,
      says: [name, ...names, ...(notes.get(scenario) ?? [])],
      pending: names.some((tag) => /^@(?:wip|skip|ignore|pending|todo|draft|manual)$/i.test(tag)),
    };
  });
}

function parse(text: string, newId: () => string) {
  try {
    return new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text);
  } catch {
    // A broken feature file runs nowhere; its own runner says so better.
    return undefined;
  }
}
