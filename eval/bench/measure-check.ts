import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { emptyLock, generateSuite, parseDocument, readCommitted, suiteChanges, writeFiles } from '../../core/index.ts';
import { statement } from './document.ts';

/** Wall time of one whole process, the best of some runs, or why it was not measured. */
export type CheckTiming = { tool: string; ms: number } | { tool: string; reason: string };

const cli = resolve('dist/cli/index.js');

/**
 * The gate over `count` requirements that nobody touched, each in one document of OpenFastTrace's own format, beside the
 * tools that trace the same content where `peers` asks for them (minutes). Peers are found by `OFT_JAR` and on the path; what is not there is said.
 */
export async function measureCheck(
  count: number,
  { repeat, peers }: { repeat: number; peers: boolean },
): Promise<CheckTiming[]> {
  const root = mkdtempSync(join(tmpdir(), 'casewright-bench-'));
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  try {
    const ours = await checkOurs(join(root, 'casewright'), numbers, repeat);
    if (!peers) return [ours];
    return [
      ours,
      checkOpenFastTrace(join(root, 'oft'), numbers, repeat),
      checkStrictdoc(join(root, 'strictdoc'), numbers, repeat),
      checkDoorstop(join(root, 'doorstop'), numbers, repeat),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const oftItem = (n: number) => `### Requirement ${n}\n\`req~r${n}~1\`\n\n${statement(n)}\n\nNeeds: utest\n`;

async function checkOurs(root: string, numbers: number[], repeat: number): Promise<CheckTiming> {
  const tool = 'casewright check';
  if (!existsSync(cli)) return { tool, reason: 'dist/cli is not built: npm run build:cli' };
  mkdirSync(root);
  const text = `# Bench\n\n${numbers.map(oftItem).join('\n')}`;
  writeFileSync(join(root, 'spec.md'), text);
  const documents = [parseDocument({ path: 'spec.md', text })];
  const input = { documents, lock: emptyLock, suites: new Map(), toolVersion: '0', now: new Date(0) };
  const result = await generateSuite(input);
  await writeFiles(suiteChanges(result, { documents, committed: await readCommitted([], root) }), root);
  return { tool, ms: best(repeat, process.execPath, [cli, 'check', '--quiet'], { cwd: root, codes: [0, 1] }) };
}

function checkOpenFastTrace(root: string, numbers: number[], repeat: number): CheckTiming {
  const tool = 'oft trace';
  const jar = process.env['OFT_JAR'];
  if (jar === undefined || !isThere('java', ['-version'])) return { tool, reason: 'no java, or OFT_JAR names no jar' };
  mkdirSync(root);
  writeFileSync(join(root, 'spec.md'), `# Bench\n\n${numbers.map(oftItem).join('\n')}`);
  writeFileSync(join(root, 'Tests.java'), numbers.map((n) => `// [utest->req~r${n}~1]\n`).join(''));
  return { tool, ms: best(repeat, 'java', ['-jar', jar, 'trace', '.'], { cwd: root, codes: [0] }) };
}

function checkStrictdoc(root: string, numbers: number[], repeat: number): CheckTiming {
  const tool = 'strictdoc export (sdoc)';
  if (!isThere('strictdoc', ['version'])) return { tool, reason: 'strictdoc is not on the path' };
  mkdirSync(root);
  const item = (n: number) => `[REQUIREMENT]\nUID: R-${n}\nTITLE: Requirement ${n}\nSTATEMENT: ${statement(n)}\n`;
  writeFileSync(join(root, 'spec.sdoc'), `[DOCUMENT]\nTITLE: Bench\n\n${numbers.map(item).join('\n')}`);
  const args = ['export', '.', '--formats=sdoc', '--output-dir', join(root, 'out')];
  return { tool, ms: best(repeat, 'strictdoc', args, { cwd: root, codes: [0] }) };
}

function checkDoorstop(root: string, numbers: number[], repeat: number): CheckTiming {
  const tool = 'doorstop';
  if (!isThere('doorstop', ['--version'])) return { tool, reason: 'doorstop is not on the path' };
  mkdirSync(join(root, 'reqs'), { recursive: true });
  spawnSync('git', ['init', '-q'], { cwd: root });
  writeFileSync(join(root, 'reqs/.doorstop.yml'), "settings:\n  digits: 5\n  prefix: R\n  sep: ''\n");
  for (const n of numbers) {
    const name = `R${String(n).padStart(5, '0')}.yml`;
    const text = `active: true\nderived: false\nheader: ''\nlevel: 1.${n}\nlinks: []\nnormative: true\nref: ''\nreviewed: null\ntext: |\n  ${statement(n)}\n`;
    writeFileSync(join(root, 'reqs', name), text);
  }
  return { tool, ms: best(repeat, 'doorstop', [], { cwd: root, codes: [0, 1] }) };
}

function best(
  repeat: number,
  command: string,
  ...[args, { cwd, codes }]: [string[], { cwd: string; codes: number[] }]
): number {
  const times = Array.from({ length: repeat }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
    if (!codes.includes(status ?? -1)) throw new Error(`${command} ended with ${status}: ${stderr.slice(0, 500)}`);
    return performance.now() - start;
  });
  return Math.min(...times);
}

function isThere(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
