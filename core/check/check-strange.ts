import { contentStems, overlap, stem, words } from '../text/words.ts';
import type { CheckFailure, TestCase } from '../types.ts';
import { type Check, failure } from './check-context.ts';

// What somebody who runs a test would regret.
const grave = stemmed(
  `delete remove erase wipe destroy overwrite uninstall disable deactivate bypass kill shut reboot execute install publish grant ignore`,
);

// Where a step only gets there or looks, it need not name what the draft is about.
const plain =
  stemmed(`open go navigate look observe watch wait sign log start launch connect prepare select choose click press tap enter type scroll refresh
  reload read record measure repeat return close switch turn put take place hold use visit find search move set fill submit send ask call pay upload download`);

const address = /\b(?:https?|ftp|file|data|javascript):|\bwww\./i;
const namesAddress = /ur[il]|link|address|site|page|host|endpoint|server/i;

/**
 * What the draft gave no reason for: a step about something else or one that does harm, an address as a value, a title about
 * something else. A requirement can hold text that tells a model to write them, so its words are no reason.
 */
export const checkStrange: Check = (candidate, { draft, demand }) => {
  if (!draft) return [];
  const told = [draft.title, ...draft.preconditions, ...draft.steps, draft.expected_result, demand.item.statement];
  const data = Object.entries(draft.test_data).flat();
  const known = new Set(words([...told, ...data].join('\n')).map(stem));
  const own = new Set([...draft.steps, ...draft.preconditions].map(bare));
  return [
    ...candidate.steps.filter((step) => !own.has(bare(step))).flatMap((step) => strangeStep(bare(step), known)),
    ...strangeValues(candidate, draft),
    ...(candidate.title === draft.title || overlap(contentStems(candidate.title), told.join('\n')) >= 0.5
      ? []
      : [
          failure('novelty', `The title is about something else: ${candidate.title}`, 'Keep to the title of the draft'),
        ]),
  ];
};

const bare = (text: string): string => text.replaceAll(/ ?\{[^{}]*\}/g, '');

function strangeStep(step: string, known: ReadonlySet<string>): CheckFailure[] {
  const said = words(step).map(stem);
  const harm = said.find((word) => grave.has(word) && !known.has(word));
  if (harm !== undefined)
    return [failure('novelty', `No draft says "${harm}": ${step}`, 'Do only what the draft does')];
  if (contentStems(step).some((word) => known.has(word)) || plain.has(said[0] ?? '')) return [];
  return [failure('novelty', `A step is about something else: ${step}`, 'Do only what the draft does')];
}

function strangeValues({ test_data }: TestCase, draft: TestCase): CheckFailure[] {
  return Object.entries(test_data)
    .filter(([name, value]) => draft.test_data[name] !== value && address.test(value) && !namesAddress.test(name))
    .map(([name]) =>
      failure('identifiers', `The test data ${name} is an address`, `Give ${name} a value that it can have`),
    );
}

function stemmed(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).map(stem));
}
