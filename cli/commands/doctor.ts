import { totalmem } from 'node:os';
import {
  type Config,
  failureText,
  goneDocuments,
  hostOf,
  listOllamaModels,
  modelSettings,
  openModel,
  plural,
  readCommitted,
  recommendModel,
} from '../../core/index.ts';
import { harmless, identityText, modelRow, type Row, rowText } from '../doctor-rows.ts';
import { type Picked, pickWriter, type Wish, wishedModel } from '../pick-writer.ts';
import { loadConfig } from '../read-input.ts';
import { type CommonOptions, type Shell, showJson } from '../shell.ts';

export type DoctorOptions = CommonOptions & Wish & { warmUp?: boolean };

/** `casewright doctor`: what is reachable, which model would be used, what to run to fix it. 3 when a demanded model cannot serve. */
export async function runDoctor(shell: Shell, options: DoctorOptions): Promise<number> {
  const config = await loadConfig(shell, options.config);
  const spec = wishedModel(options, config);
  const [listing, picked, committed, configured] = await Promise.all([
    listOllamaModels({ host: hostOf({ config, environment: shell.environment }), allowed_hosts: config.allowed_hosts }),
    pickWriter(shell, { wish: { ...options, verbose: false }, config, download: false }),
    readCommitted([], shell.root),
    configuredRows(shell, config, options),
  ]);
  const gone = await goneDocuments(committed.lock, shell.root);
  const { lock, problems } = committed;
  const recommended = recommendModel(totalmem());
  const asked = spec === 'auto' || spec.startsWith('ollama:');
  const told: Row[] = [
    { name: 'node', ok: true, state: process.version },
    { name: 'casewright', ok: true, state: `${shell.version} at ${shell.packageRoot}` },
    listing.reachable
      ? { name: 'ollama', ok: true, state: `${listing.version ?? 'answers'} at ${listing.host}` }
      : {
          name: 'ollama',
          ok: !asked,
          state: listing.problem?.message ?? `no answer at ${listing.host}`,
          ...(asked && fix(listing.problem?.hint)),
        },
    ...listing.models.map(modelRow),
    ...(listing.models.length > 0 || !asked
      ? []
      : [{ name: 'models', ok: false, state: 'none', ...fix(`ollama pull ${recommended.model}`) }]),
    { name: 'recommended', ok: true, state: `${recommended.model} ${recommended.why}` },
    ...configured,
    {
      name: 'would write',
      ok: !picked.failure,
      state: picked.writer?.model.name ?? picked.failure?.message ?? picked.reason ?? '',
      ...fix(picked.failure?.hint),
    },
    ...(await writerRows(picked, options)),
    {
      name: 'lockfile',
      ok: problems.length === 0,
      state:
        lock.requirements.length === 0
          ? 'nothing generated yet'
          : `${plural(lock.requirements.length, 'requirement')} recorded`,
      ...fix(problems[0] && `${problems[0].message}: ${problems[0].hint}`),
    },
    ...gone.map(({ path }) => ({
      name: 'document',
      ok: false,
      state: `${path} is gone`,
      ...fix('casewright generate PATH drops its cases, except those that are yours'),
    })),
  ];
  const rows = told.map(harmless);
  if (options.format === 'json')
    showJson(shell, { checks: rows, ollama: listing, model: picked.writer?.model.name ?? 'rules', recommended });
  else for (const row of rows) shell.out(rowText(row, shell));
  await picked.writer?.model.close?.();
  if (problems.length > 0) return 2;
  return picked.failure ? 3 : 0;
}

/** What would serve, with which prompt; loaded when that was asked for. */
async function writerRows({ writer }: Picked, { warmUp, lang = 'en' }: DoctorOptions): Promise<Row[]> {
  if (!writer) return [];
  const { identity, model, prompt } = writer;
  const rows: Row[] = [
    { name: 'model', ok: true, state: identityText(identity) },
    { name: 'prompt', ok: true, state: `${prompt.name} ${prompt.version}` },
  ];
  if (!warmUp) return rows;
  const warm = await model.warmUp();
  if (warm.ok) return [...rows, { name: 'warm-up', ok: true, state: `loaded after ${(warm.ms / 1000).toFixed(1)} s` }];
  const { message, hint } = failureText(warm, lang);
  return [...rows, { name: 'warm-up', ok: false, state: message, ...fix(hint) }];
}

/** Each model of the configuration: whether it answers. */
async function configuredRows(shell: Shell, config: Config, { lang = 'en' }: DoctorOptions): Promise<Row[]> {
  const settings = {
    ...modelSettings({ config, environment: shell.environment }),
    folder: shell.root,
    packageFolders: [shell.root, shell.packageRoot],
    download: false,
  };
  const names = Object.keys(config.models ?? {});
  return Promise.all(
    names.map(async (name): Promise<Row> => {
      const opened = await openModel(name, settings);
      if (!opened.ok) return { name, ok: false, state: opened.problem.message, ...fix(opened.problem.hint) };
      const health = await opened.model.health();
      // A server that answers need not have the model, and a model need not be allowed.
      const outcome = health.ok ? await opened.model.identify() : health;
      await opened.model.close?.();
      if (outcome.ok) return { name, ok: true, state: identityText(outcome) };
      const { message, hint } = failureText(outcome, lang);
      return { name, ok: false, state: message, ...fix(hint) };
    }),
  );
}

const fix = (hint: string | undefined): { fix?: string } => (hint === undefined ? {} : { fix: hint });
