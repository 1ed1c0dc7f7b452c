import { totalmem } from 'node:os';
import { hostOf, listOllamaModels, plural, recommendModel } from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { readingTool } from '../define-tool.ts';
import { exactly, listOf, string, strings } from '../lean-schema.ts';
import { configOf, pickWriter } from '../pick-writer.ts';
import { argumentReader } from '../read-arguments.ts';
import { section } from '../render.ts';

const read = argumentReader<object>('check_setup', { type: 'object', properties: {} });

type Check = { name: string; ok: boolean; state: string; fix?: string };

/** What is reachable, for an assistant that wonders why the rules write. */
export const checkSetup = readingTool({
  name: 'check_setup',
  title: 'Check the set-up',
  description:
    'Says which model would write, what is reachable, which folders are read, and what to run to mend it. Everything works without a model, too.',
  inputSchema: { type: 'object', properties: {} },
  named: ['checks'],
  outputSchema: exactly({
    model: string,
    roots: strings,
    checks: listOf(exactly({ name: string, ok: { type: 'boolean' }, state: string, fix: string }, ['fix'])),
  }),
  handle: async (given, settings, { signal }) => {
    read(given);
    const config = await configOf(undefined, settings);
    const { environment, roots, version, readOnly } = settings;
    const host = hostOf({ config, environment });
    const [listing, picked] = await Promise.all([
      listOllamaModels({ host, allowed_hosts: config.allowed_hosts }),
      pickWriter({ wish: undefined, config, signal }, settings),
    ]);
    const model = picked.writer?.model.name ?? 'rules';
    const asked = config.model === undefined || config.model === 'auto' || config.model.startsWith('ollama:');
    const recommended = recommendModel(totalmem());
    const installed = listing.models.map(
      (each) => `${each.name}${each.unfit === undefined ? '' : ` (it ${each.unfit})`}`,
    );
    const checks: Check[] = [
      { name: 'casewright', ok: true, state: `${version}, ${readOnly ? 'read-only' : 'may write below its roots'}` },
      {
        name: 'roots',
        ok: roots.length > 0,
        state: roots.length > 0 ? roots.join(', ') : 'none: tools take text only',
        ...(roots.length === 0 && { fix: 'Start the server with --root DIR.' }),
      },
      {
        name: 'ollama',
        ok: listing.reachable || !asked,
        state: listing.reachable
          ? `${listing.version ?? 'answers'} at ${listing.host}`
          : (listing.problem?.message ?? `no answer at ${listing.host}`),
        ...(!listing.reachable && asked && listing.problem && { fix: listing.problem.hint }),
      },
      ...(listing.reachable
        ? [
            {
              name: 'installed',
              ok: installed.length > 0,
              state: installed.join(', ') || 'no model',
              ...(installed.length === 0 && asked && { fix: `ollama pull ${recommended.model}` }),
            },
          ]
        : []),
      { name: 'recommended', ok: true, state: `${recommended.model} ${recommended.why}` },
      {
        name: 'would write',
        ok: true,
        state: picked.writer ? `${model}, and the rules where it does no better` : `the rules: ${picked.reason}`,
      },
    ];
    const wrong = checks.filter(({ ok }) => !ok).length;
    return {
      head: [
        `${wrong === 0 ? 'All is well' : `${plural(wrong, 'thing')} to mend`}. Drafts by rules work without any model.`,
      ],
      body: [
        `model: ${oneLine(model)}`,
        ...section('Roots', roots, (each) => each),
        ...section(
          'Checks',
          checks,
          ({ name, ok, state, fix }) =>
            `${ok ? 'ok' : 'TO MEND'} ${name}: ${state}${fix === undefined ? '' : ` → ${fix}`}`,
        ),
      ],
      data: { model, roots, checks },
    };
  },
});
