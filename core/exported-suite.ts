import { problem } from './errors.ts';
import type { ExportedDocument } from './export/export-input.ts';
import { qualify } from './generate/qualify.ts';
import { noModelUse, summarise } from './generate/summarise.ts';
import type { Lock } from './lock/lock.ts';
import type { Problem, Suite } from './types.ts';
import { schemaDigest } from './write/compile-schema.ts';

/** The suite of what is exported, in the shape of `generate`; ids are unique over all documents. */
export function exportedSuite(
  documents: ExportedDocument[],
  { problems, lock }: { problems: Problem[]; lock: Lock },
  { toolVersion, now }: { toolVersion: string; now: Date },
): Suite {
  const unique = qualify(
    documents.map(({ path, requirements }) => ({
      document: path,
      requirements: requirements.map(({ requirement }) => requirement),
      coverage_items: requirements.flatMap(({ items }) => items.map(({ item }) => item)),
      test_cases: requirements.flatMap(({ cases }) => cases.map(({ given }) => given)),
      questions: requirements.flatMap(({ questions }) => questions),
      findings: requirements.flatMap(({ findings }) => findings),
    })),
  );
  const merged = {
    requirements: unique.flatMap(({ requirements }) => requirements),
    coverage_items: unique.flatMap(({ coverage_items }) => coverage_items),
    test_cases: unique.flatMap(({ test_cases }) => test_cases),
    questions: unique.flatMap(({ questions }) => questions),
    findings: unique.flatMap(({ findings }) => findings),
  };
  return {
    schema_version: 1,
    ...merged,
    skipped: documents.flatMap(({ skipped }) => skipped),
    problems: [...problems, ...documents.flatMap(staleProblems)],
    summary: summarise(merged, noModelUse),
    provenance: { tool_version: toolVersion, ...writerOf(lock, documents), generated_at: now.toISOString() },
  };
}

function staleProblems({ requirements }: ExportedDocument): Problem[] {
  return requirements.flatMap(({ requirement, cases }) =>
    cases
      .filter(({ stale }) => stale)
      .map(({ name }) =>
        problem({
          code: 'stale_case',
          severity: 'warning',
          message: `${name} was written for an earlier wording of its requirement`,
          source: requirement.source,
          hint: 'Run casewright generate; edit or delete the case should it be yours.',
        }),
      ),
  );
}

/** The model that wrote most of the cases, as the lockfile knows it. */
function writerOf(lock: Lock, documents: ExportedDocument[]) {
  const paths = new Set(documents.map(({ path }) => path));
  const writers = lock.requirements
    .filter(({ document }) => paths.has(document))
    .flatMap(({ cases }) => Object.values(cases).map(({ by }) => by))
    .filter(({ model }) => model !== 'rules');
  const groups = [...Map.groupBy(writers, (by) => JSON.stringify(by)).values()];
  const [by] = groups.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return {
    ...(by && { model: by.model, ...(by.model_digest !== undefined && { model_digest: by.model_digest }) }),
    // The lockfile knows prompts by their digests only.
    prompt: by?.prompt ?? 'none',
    prompt_version: 'none',
    schema_digest: by?.schema ?? schemaDigest(),
    options: {},
  };
}
