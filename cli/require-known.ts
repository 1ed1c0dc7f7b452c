import { ConfigurationError, type ParsedDocument, problem } from '../core/index.ts';

/** What `--only` names is there, once. @throws ConfigurationError for ids that no document has, and for bare ones that several have */
export function requireKnown(only: string[] | undefined, documents: ParsedDocument[]): void {
  const all = documents.flatMap(({ path, requirements }) =>
    requirements.map(({ id }) => ({ id, key: `${path}:${id}` })),
  );
  const meant = (only ?? []).map((wanted) => {
    return { wanted, keys: all.filter(({ id, key }) => wanted === id || wanted === key).map(({ key }) => key) };
  });
  const unknown = meant.filter(({ keys }) => keys.length === 0).map(({ wanted }) => wanted);
  const first = all.map(({ id }) => id).slice(0, 5);
  const problems = meant
    .filter(({ keys }) => keys.length > 1)
    .map(({ wanted, keys }) =>
      problem({
        code: 'ambiguous_requirement',
        message: `--only ${wanted}: ${keys.length} documents have it`,
        hint: `Say which one: ${keys.join(' or ')}.`,
      }),
    );
  if (unknown.length > 0) {
    const message = `--only ${unknown.join(' ')}: there is no such requirement`;
    const hint = `casewright parse lists them, such as ${first.join(', ')}.`;
    problems.push(problem({ code: 'unknown_requirement', message, hint }));
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}
