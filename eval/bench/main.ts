import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseDocument } from '../../core/index.ts';
import type { Writing } from './count-cases.ts';
import { shapes } from './document.ts';
import { growthExponent } from './growth.ts';
import { liveWriter } from './live-writer.ts';
import { measureAction, measureComment } from './measure-action.ts';
import { measureCache } from './measure-cache.ts';
import { measureCheck } from './measure-check.ts';
import { measureLive } from './measure-live.ts';
import { loadServer } from '../../fixtures/mcp-load.ts';
import { loadLine, mcpLines, measureMcp } from './measure-mcp.ts';
import { measurePlain } from './measure-plain.ts';
import { measureRules, totalMs } from './measure-rules.ts';
import { measureWriting, tasksOf } from './measure-writing.ts';

const limits = {
  exponent: 1.1,
  live_ratio: 1.1,
  prompt_ratio: 0.7,
  cache_ms: 1,
  first_ms: 400,
  bundle_mb: 2.5,
  comment_s: 5,
};
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    sizes: { type: 'string', default: '1000,5000,20000' },
    repeat: { type: 'string', default: '3' },
    live: { type: 'string', default: '5' },
    writing: { type: 'string', default: '12' },
    compare: { type: 'boolean', default: false },
    check: { type: 'string', default: '10000' },
    action: { type: 'string', default: '9' },
    mcp: { type: 'string', default: '9' },
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

const actions = await measureAction(Number(options.action));
for (const { action, first_ms, bytes } of actions) {
  const ours = action === 'casewright';
  const first = ours ? verdict(first_ms, limits.first_ms) : first_ms.toFixed(0);
  const size = ours ? verdict(bytes / 1e6, limits.bundle_mb) : (bytes / 1e6).toFixed(2);
  console.log(`${action.padEnd(40)} ${first} ms to the first request, ${size} MB`);
}
const comment = options.action === '0' ? undefined : (await measureComment(500)) / 1000;
if (comment !== undefined) console.log(`comment on 500 new requirements, s: ${verdict(comment, limits.comment_s)}\n`);

const servers = await measureMcp(Number(options.mcp));
for (const line of mcpLines(servers)) console.log(line);
const load = options.mcp === '0' ? undefined : await loadServer(200);
if (load) console.log(loadLine(load, 200));

const host = process.env['OLLAMA_HOST'] ?? '127.0.0.1:11434';
const name = process.env['CASEWRIGHT_LIVE_MODEL'] ?? 'smollm2:135m';
const place = { host, name };
const asksAll = options.live === '0' ? '--live 0' : await liveWriter(place, 'improved');
const live = typeof asksAll === 'string' ? asksAll : await measureLive(asksAll, Number(options.live));
const cache = typeof asksAll === 'string' ? asksAll : await measureCache(host, name, 1000);
if (typeof live === 'string') console.log(`live calls not measured: ${live}`);
else {
  console.log(
    `live calls, wall time over the engine's own: ${verdict(live.ratio, limits.live_ratio)}` +
      ` (${live.calls} calls of ${name}, ${(live.wall_ms / 1000).toFixed(1)} s over ${(live.engine_ms / 1000).toFixed(1)} s)`,
  );
  console.log(
    `prompt of requirement 2…n against 1, a token: ${verdict(live.prompt_later / live.prompt_first, limits.prompt_ratio)}` +
      ` (${live.prompt_later.toFixed(2)} ms over ${live.prompt_first.toFixed(2)} ms)`,
  );
}
if (typeof cache === 'string') console.log(`answers from the cache not measured: ${cache}`);
else console.log(`answer from the cache, ms: ${verdict(cache, limits.cache_ms)}`);

const text = await readFile(`${import.meta.dirname}/varied-requirements.md`, 'utf8');
const tasks = tasksOf(parseDocument({ path: 'varied-requirements.md', text })).slice(0, Number(options.writing));
const writings: Record<string, Writing> = {};
const writer = tasks.length === 0 ? '--writing 0' : await liveWriter(place);
if (typeof writer === 'string') console.log(`writing not measured: ${writer}`);
else {
  console.log(`\nwriting about ${tasks.length} varied requirements with ${name}`);
  show('casewright', await measureWriting(tasks, writer));
  if (options.compare && typeof asksAll !== 'string') show('improved', await measureWriting(tasks, asksAll));
  if (options.compare) show('plain format', await measurePlain(tasks, place));
}

function show(way: string, each: Writing): void {
  writings[way] = each;
  const share = (part: number, whole: number) => `${part} of ${whole}`;
  const mean = (sum: number) => (sum / each.requirements).toFixed(0);
  const facts = {
    'valid at the first attempt': share(each.valid, each.first_answers),
    'answers about a case with nothing new': String(each.nothing_new),
    'cases by the model, grounded': share(each.grounded, each.cases),
    "copied from the prompt's example": share(each.copied, each.cases),
    'accepted, of all cases by the model': share(each.accepted, each.cases),
    'cases by the rules': String(each.by_rules),
    'tokens for a requirement, prompt + answer': `${mean(each.prompt_tokens)} + ${mean(each.answer_tokens)}`,
    'seconds for a requirement': (each.ms / 1000 / each.requirements).toFixed(1),
  };
  for (const [fact, value] of Object.entries(facts)) console.log(`  ${way.padEnd(14)}${fact.padEnd(44)}${value}`);
}

if (options.json !== undefined)
  await writeFile(
    options.json,
    `${JSON.stringify({ timings, growth, peak_mb: peakMb, checks, actions, comment, servers, live, cache, writings }, undefined, 2)}\n`,
  );
const isSlow =
  growth.some(({ exponent }) => exponent > limits.exponent) ||
  actions.some(
    ({ action, first_ms, bytes }) =>
      action === 'casewright' && (first_ms > limits.first_ms || bytes > limits.bundle_mb * 1e6),
  ) ||
  (comment !== undefined && comment > limits.comment_s) ||
  (typeof live !== 'string' &&
    (live.ratio > limits.live_ratio || live.prompt_later > limits.prompt_ratio * live.prompt_first)) ||
  (typeof cache !== 'string' && cache > limits.cache_ms);
if (isSlow) process.exitCode = 1;
