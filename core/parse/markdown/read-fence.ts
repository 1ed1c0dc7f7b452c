import { addCriterion, openDraft } from '../draft.ts';
import { joinTexts } from '../mapped-text.ts';
import { isRequirementId } from '../identifier.ts';
import { isNormative } from '../reading-words.ts';
import type { Fence } from './block.ts';
import { isGherkin, readGherkin } from './gherkin.ts';
import type { Cursor } from './scope.ts';

/** Code is code, unless it has no language and reads like requirements. */
function holdsRequirements({ language, content: { text } }: Fence): boolean {
  if (!/^(?:|te?xt|plain|plaintext|md|markdown)$/.test(language)) return false;
  return text.split('\n').some((line) => isNormative(line) && line.split(/[\s:,()[\]*]+/, 4).some(isRequirementId));
}

/** The scenarios of a Gherkin block: criteria of what stands above, else requirements. Other code is passed over. */
export function readFence(cursor: Cursor, fence: Fence): void {
  const { reading, scope } = cursor;
  const { content, language, start, end } = fence;
  reading.fences.add(start);
  if (!isGherkin(language, content.text)) {
    if (holdsRequirements(fence))
      reading.skips.push({ start, end, reason: 'Code block with normative text; code is not read' });
    return;
  }
  const { scenarios, skips } = readGherkin(content);
  reading.skips.push(...skips);
  if (scenarios.length === 0 && skips.length === 0)
    reading.skips.push({ start, end, reason: 'Gherkin block without a scenario' });
  const owner = cursor.open ?? scope.owner ?? cursor.latest;
  const target = owner?.kind === 'scenario' ? undefined : owner;
  for (const { name, steps, ...place } of scenarios) {
    const text = joinTexts(steps.flatMap((step, index) => (index === 0 ? [step] : [' ', step])));
    if (target) addCriterion(target, { text, ...place });
    else {
      const title = name.text === '' ? {} : { title: name };
      openDraft(reading, { extent: 'row', kind: 'scenario', text: [text], ...title, ...place });
    }
  }
}
