import type { Draft, Reading } from '../draft.ts';
import { isNormative } from '../reading-words.ts';
import type { Block, Html } from './block.ts';
import { readList } from './read-list.ts';
import { readFence } from './read-fence.ts';
import { closeClauses, readSegment } from './read-segment.ts';
import { readTable } from './read-table.ts';
import type { Cursor, Scope } from './scope.ts';
import { splitSegments } from './segment.ts';

function readHtml(cursor: Cursor, block: Html): void {
  const words = block.value.replace(/<!--[\s\S]*?(?:-->|$)/g, ' ').replace(/<[^<>]*>/g, ' ');
  if (isNormative(words))
    cursor.reading.skips.push({ start: block.start, end: block.end, reason: 'Normative text in an HTML block' });
}

function readBlock(cursor: Cursor, block: Block): void {
  if (block.type === 'paragraph') for (const segment of splitSegments(block)) readSegment(cursor, segment, 'paragraph');
  else if (block.type === 'html') readHtml(cursor, block);
  else {
    closeClauses(cursor);
    const { reading } = cursor;
    if (block.type === 'list')
      readList(cursor, block, (blocks, scope, open) =>
        readScope(reading, blocks, { ...scope, ...(open ? { open } : {}) }),
      );
    else if (block.type === 'table') readTable(cursor, block);
    else if (block.type === 'fence') readFence(cursor, block);
    else {
      delete cursor.label;
      if (cursor.scope.owner) cursor.open = cursor.scope.owner;
      else delete cursor.open;
    }
  }
}

/** Reads a sequence of blocks below one heading or in one list item into `reading`. */
export function readScope(reading: Reading, blocks: Block[], given: Scope & { open?: Draft }): void {
  const { open, ...scope } = given;
  const start = open ?? scope.owner;
  const cursor: Cursor = {
    reading,
    scope,
    ...(start ? { open: start } : {}),
    ...(scope.label ? { label: scope.label } : {}),
  };
  for (const block of blocks) readBlock(cursor, block);
  closeClauses(cursor);
}
