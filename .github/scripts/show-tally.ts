import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tally } from './tally.ts';

// `steps.tsv` of the given folder: name, exit code, report file; `skipped.tsv`: name, reason.
const folder = process.argv[2] ?? '.';
const steps = rows('steps.tsv').map(([name = '', exit = '', file = '']) => {
  const path = join(folder, file);
  const report = file !== '' && existsSync(path) ? { report: JSON.parse(readFileSync(path, 'utf8')) } : {};
  return { name, exit_code: Number(exit), ...report };
});
const { lines, ok } = tally(
  steps,
  rows('skipped.tsv').map(([name = '', reason = '']) => ({ name, reason })),
);
console.log(lines.join('\n'));
if (!ok) process.exitCode = 1;

function rows(name: string): string[][] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8').trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => line.split('\t'));
}
