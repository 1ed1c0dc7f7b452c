import { contentHash } from '../text/hash.ts';
import type { CoverageItem } from '../types.ts';

/** What an item is by content: its number stays as long as this does, also when its criterion is renamed or moved. */
export function itemKey(item: Pick<CoverageItem, 'type' | 'technique' | 'statement'>): string {
  return contentHash(`${item.type} ${item.technique} ${item.statement}`);
}
