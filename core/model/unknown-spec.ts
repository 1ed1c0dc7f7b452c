import { nearest } from '../text/nearest.ts';
import type { Problem } from '../types.ts';

/** A value of `--model` that stands for nothing; `names`: those of the configuration. */
export const unknownSpec = (spec: string, names: string[] = []): Problem => ({
  code: 'unknown_model',
  severity: 'error',
  message: `The model "${spec}" is not of a known form.`,
  hint: `${suggestion(spec, names)}Allowed are auto, rules, ollama:NAME, openai:NAME, embedded:FILE and the names under models in casewright.yml${names.length > 0 ? ` (${names.join(', ')})` : ''}.`,
});

const suggestion = (spec: string, names: string[]): string => {
  const meant = nearest(spec, names);
  if (meant !== undefined) return `Did you mean ${meant}? `;
  if (/^rule/i.test(spec)) return 'Did you mean rules? ';
  if (/^(auto|any|default)/i.test(spec)) return 'Did you mean auto? ';
  if (/^ollama[:/]?$/i.test(spec)) return 'Name the model, such as ollama:qwen3:8b. ';
  const name = spec.replace(/^ollama[/:]/i, '');
  return /^(openai|embedded):?|^$/.test(spec) ? '' : `Did you mean ollama:${name}? `;
};
