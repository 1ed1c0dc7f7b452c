import { type OllamaListing, visible } from '../core/index.ts';
import type { Picked } from './pick-writer.ts';
import type { Shell } from './shell.ts';

/** One line of `casewright doctor`. */
export type Row = { name: string; ok: boolean; state: string; fix?: string };

const gigabyte = 1e9;

/** An installed model: size, quantisation, context, licence, what it can do, and why it would not write. */
export function modelRow(model: OllamaListing['models'][number]): Row {
  const { name, size, quantization, context, license, capabilities, unfit } = model;
  const facts = [
    `${(size / gigabyte).toFixed(1)} GB`,
    quantization,
    context === undefined ? '' : `${context} tokens`,
    license ?? 'no licence told',
    capabilities?.join('/') ?? '',
  ];
  const state = `${name}: ${facts.filter((fact) => fact !== '').join(', ')}`;
  return { name: 'installed', ok: unfit === undefined, state: unfit === undefined ? state : `${state}; it ${unfit}` };
}

type Identity = NonNullable<Picked['writer']>['identity'];

/** What would serve: where, how much it holds, under which licence. */
export function identityText({ provider, model, deployment, context, license }: Identity): string {
  if (deployment === 'rules') return 'the rules: no model of the list serves';
  const facts = [deployment.replace('_', ' '), `${context} tokens`, license ?? 'no licence told'];
  return `${provider} ${model}, ${facts.join(', ')}`;
}

/** Servers, weights and files say what they like: none of it may move the cursor, hide text or start a line. */
export function harmless({ name, ok, state, fix }: Row): Row {
  return { name: visible(name), ok, state: visible(state), ...(fix !== undefined && { fix: visible(fix) }) };
}

export function rowText({ name, ok, state, fix }: Row, { paint }: Pick<Shell, 'paint'>): string {
  const mark = ok ? paint('green', '✓') : paint('yellow', '✗');
  return `${mark} ${paint('bold', name.padEnd(12))}${state}${fix === undefined ? '' : `\n    → ${fix}`}`;
}
