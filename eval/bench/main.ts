import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { shapes } from './document.ts';
import { growthExponent } from './growth.ts';
import { measureCheck } from './measure-check.ts';
import { measureLive } from './measure-live.ts';
import { measureRules, totalMs } from './measure-rules.ts';

const limits = { exponent: 1.1, live_ratio: 1.1 };
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    sizes: { type: 'string', default: '1000,5000,20000' },
    repeat: { type: 'string', default: '3' },
    live: { type: 'string', default: '5' },
    check: { type: 'string', default: '10000' },
    peers: { type: 'boolean', default: false },
  },
});

const sizes = options.sizes.split(',').map(Number);
// Compiled code is what grows: the first runs measure the compiler.
for (const shape of shapes) measureRules(shape, 1000, 2);
const timings = shapes.flatMap((shape) => sizes.map((size) => measureRules(shape, size, Number(options.repeat))));

const cell = (value: number, digits = 0) => value.toFixed(digits).padStart(10);
const row = (head: string, cells: string[]) => console.log(`${head.padEnd(10)}${cells.join('')}`);
console.log('processor time');
const heads = ['size', 'cases', 'parse ms', 'plan ms', 'draft ms', 'total ms', 'req/s'];
row(
  'shape',
  heads.map((head) => head.padStart(10)),
);
for (const each of timings) {
  const total = totalMs(each);
  const numbers = [
    each.size,
    each.cases,
    each.parse_ms,
    each.plan_ms,
    each.draft_ms,
    total,
    (each.size / total) * 1000,
  ];
  row(
    each.shape,
    numbers.map((value) => cell(value)),
  );
}

const growth = shapes.map((shape) => {
  const own = timings.filter((each) => each.shape === shape);
  return { shape, exponent: growthExponent(own.map((each) => ({ size: each.size, ms: totalMs(each) }))) };
});
const verdict = (value: number, limit: number) => `${value.toFixed(2)} ${value <= limit ? '≤' : '>'} ${limit}`;
console.log('');
for (const { shape, exponent } of growth) console.log(`growth of ${shape}: ${verdict(exponent, limits.exponent)}`);
// Kilobytes on every platform that Node runs on.
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(`peak memory: ${peakMb.toFixed(0)} MB`);

const checks =
  options.check === '0'
    ? []
    : await measureCheck(Number(options.check), { repeat: Number(options.repeat), peers: options.peers });
if (checks.length > 0)
  console.log(`\ngate over ${options.check} unchanged requirements, wall time of the whole process`);
for (const each of checks)
  console.log(
    `  ${each.tool.padEnd(26)}${'ms' in each ? `${(each.ms / 1000).toFixed(2)} s` : `not measured: ${each.reason}`}`,
  );
console.log('');

const host = process.env['OLLAMA_HOST'] ?? '127.0.0.1:11434';
const model = process.env['CASEWRIGHT_LIVE_MODEL'] ?? 'smollm2:135m';
const live = options.live === '0' ? '--live 0' : await measureLive(host, model, Number(options.live));
if (typeof live === 'string') console.log(`live calls not measured: ${live}`);
else
  console.log(
    `live calls, wall time over the engine's own: ${verdict(live.ratio, limits.live_ratio)}` +
      ` (${live.calls} calls of ${live.model}, ${(live.wall_ms / 1000).toFixed(1)} s over ${(live.engine_ms / 1000).toFixed(1)} s)`,
  );

if (options.json !== undefined)
  await writeFile(
    options.json,
    `${JSON.stringify({ timings, growth, peak_mb: peakMb, checks, live }, undefined, 2)}\n`,
  );
const tooSlow = growth.some(({ exponent }) => exponent > limits.exponent);
if (tooSlow || (typeof live !== 'string' && live.ratio > limits.live_ratio)) process.exitCode = 1;
