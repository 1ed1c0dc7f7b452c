import { type Config, parseConfig, problem, type Problem } from '../../core/index.ts';
import type { Snapshot } from './read-files.ts';

const usualName = 'casewright.yml';

/** The configuration of a trusted version: never the head of a pull request, whose author could rewrite it. */
export async function readConfig(
  named: string,
  trusted: Snapshot,
): Promise<{ config: Config; problems: Problem[]; text: string }> {
  const path = named || usualName;
  const file = await trusted.read(path);
  if (file && 'text' in file) return { ...parseConfig(file), text: file.text };
  if (file) return { config: {}, problems: [{ ...file.problem, severity: 'error' }], text: '' };
  if (named === '') return { config: {}, problems: [], text: '' };
  const hint =
    'It is read from the base of the pull request: a new file counts once it is merged. Leave the input out to use casewright.yml.';
  const message = `the input config names ${named}, which the base does not have`;
  return { config: {}, problems: [problem({ code: 'not_found', message, hint })], text: '' };
}
