import * as core from '@actions/core';
import { withoutHidden } from '../core/index.ts';

/**
 * The log of the job. The runner takes `::name::` at the start of a line and `##[name]` anywhere for commands, and a terminal
 * takes more; so whatever is said here, of which much is untrusted, does nothing.
 */
export const say = {
  info: (text: string) => core.info(harmless(text).replace(/^(\s*)::/gm, '$1: :')),
  notice: (text: string) => core.notice(harmless(text)),
  warning: (text: string) => core.warning(harmless(text)),
  failed: (text: string) => core.setFailed(harmless(text)),
};

function harmless(text: string): string {
  return withoutHidden(text).replaceAll('##[', '## [');
}
