import { countLevels, ConfigurationError, problem, renderScanText, suggestLinks, unitsOf } from '../../core/index.ts';
import { openProject, proveProject } from '../open-project.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from '../shell.ts';

export type ScanOptions = CommonOptions & { results?: string[] };

/** `casewright scan`: the tests that exist, what they name, and what the others may be about. */
export async function runScan(shell: Shell, named: string[], options: ScanOptions): Promise<number> {
  const project = await openProject(shell, [], options);
  await showProblems(shell, project.problems);
  const asked = { tests: named, ...(options.results && { results: options.results }) };
  const proof = await proveProject(shell, project, asked);
  if (!proof.configured) throw nothingNamed();
  const units = unitsOf({ documents: project.documents, lock: project.record.committed.lock });
  const { items } = countLevels(units, proof.marks);
  const suggestions = suggestLinks(proof.tests, project.present);
  const count = (outcome: string) => proof.results.filter((each) => each.outcome === outcome).length;
  const results = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  const coverage = { items: items.total, automated: items.automated, passed: items.passed };
  if (options.format === 'json') {
    const tests = proof.tests.map(({ path, line, name, pending, names }) => ({ path, line, name, pending, names }));
    const guesses = suggestions.map(({ test, candidates }) => ({
      test: `${test.path}:${test.line}`,
      candidates: candidates.map(({ key, score }) => ({ id: key, score: Math.round(score * 100) / 100 })),
    }));
    showJson(shell, { tests, suggestions: guesses, results, coverage });
  } else {
    shell.out(renderScanText({ ...proof, suggestions, coverage, results }, shell.paint));
  }
  return 0;
}

function nothingNamed(): ConfigurationError {
  return new ConfigurationError([
    problem({
      code: 'no_tests',
      message: 'nothing was named to scan',
      hint: 'Name test files, folders or globs, or list them under tests: in casewright.yml.',
    }),
  ]);
}
