import { join } from 'node:path';
import { goneDocuments, listOllamaModels, loadPrompt, plural, readCommitted } from '../../core/index.ts';
import { pickWriter, wishedHost, wishedModel } from '../pick-writer.ts';
import { loadConfig } from '../read-input.ts';
import { type CommonOptions, type Shell, showJson } from '../shell.ts';

type DoctorOptions = CommonOptions & { model?: string; failWithoutModel?: boolean };
type Row = { name: string; ok: boolean; state: string; fix?: string };

/** `casewright doctor`: what is reachable, which model would be used, what to run to fix it. 3 when a demanded model cannot serve. */
export async function runDoctor(shell: Shell, options: DoctorOptions): Promise<number> {
  const config = await loadConfig(shell, options.config);
  const host = wishedHost(shell, config);
  const spec = wishedModel(options, config);
  const [listing, picked, prompt, committed] = await Promise.all([
    listOllamaModels({ host }),
    pickWriter(shell, { wish: options, config }),
    loadPrompt(join(shell.packageRoot, 'prompts')),
    readCommitted([], shell.root),
  ]);
  const gone = await goneDocuments(committed.lock, shell.root);
  const { lock, problems } = committed;
  const names = listing.models.map(({ name }) => name).join(', ') || 'none';
  const rows: Row[] = [
    { name: 'node', ok: true, state: process.version },
    { name: 'casewright', ok: true, state: `${shell.version} at ${shell.packageRoot}` },
    listing.reachable
      ? { name: 'ollama', ok: true, state: `${listing.version ?? 'answers'} at ${listing.host}` }
      : {
          name: 'ollama',
          ok: spec === 'rules',
          state: listing.problem?.message ?? `no answer at ${listing.host}`,
          ...fix(listing.problem?.hint),
        },
    {
      name: 'models',
      ok: listing.models.length > 0 || spec === 'rules',
      state: names,
      ...(listing.reachable && names === 'none' && fix('ollama pull qwen3:8b')),
    },
    {
      name: 'would write',
      ok: !picked.failure,
      state: picked.writer?.model.name ?? picked.failure?.message ?? picked.reason ?? '',
      ...fix(picked.failure?.hint),
    },
    prompt.ok
      ? { name: 'prompt', ok: true, state: `${prompt.prompt.name} ${prompt.prompt.version}` }
      : { name: 'prompt', ok: false, state: prompt.problem.message, ...fix(prompt.problem.hint) },
    {
      name: 'lockfile',
      ok: problems.length === 0,
      state: lockState(lock.requirements.length),
      ...fix(problems[0] && `${problems[0].message}: ${problems[0].hint}`),
    },
    ...gone.map(({ path }) => ({
      name: 'document',
      ok: false,
      state: `${path} is gone`,
      ...fix('casewright generate PATH drops its cases, except those that are yours'),
    })),
  ];
  if (options.format === 'json')
    showJson(shell, { checks: rows, ollama: listing, model: picked.writer?.model.name ?? 'rules' });
  else for (const row of rows) shell.out(render(row, shell));
  if (!prompt.ok || problems.length > 0) return 2;
  return picked.failure ? 3 : 0;
}

function lockState(count: number): string {
  return count === 0 ? 'nothing generated yet' : `${plural(count, 'requirement')} recorded`;
}

function fix(hint: string | undefined): { fix?: string } {
  return hint === undefined ? {} : { fix: hint };
}

function render({ name, ok, state, fix: wayOut }: Row, { paint }: Shell): string {
  const mark = ok ? paint('green', '✓') : paint('yellow', '✗');
  return `${mark} ${paint('bold', name.padEnd(12))}${state}${wayOut === undefined ? '' : `\n    → ${wayOut}`}`;
}
