import { isRequirementId } from '../identifier.ts';
import { isNormative } from '../reading-words.ts';
import type { Fence } from './block.ts';
import { readGherkinBlock } from '../gherkin/read-gherkin.ts';
import { isGherkin } from './gherkin.ts';
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
  const owner = cursor.open ?? scope.owner ?? cursor.latest;
  const target = owner?.kind === 'scenario' ? undefined : owner;
  const count = (): number => reading.drafts.length + reading.skips.length + (target?.criteria.length ?? 0);
  const before = count();
  readGherkinBlock(reading, content, target);
  if (count() === before) reading.skips.push({ start, end, reason: 'Gherkin block without a scenario' });
}
