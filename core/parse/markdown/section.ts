import type { Block, Heading } from './block.ts';

/** A heading with all that stands below it. The document itself is a section without a heading. */
export type Section = { heading?: Heading; blocks: Block[]; sections: Section[] };

/** Arranges the blocks of a document below their headings. */
export function toSections(blocks: Block[]): Section {
  const root: Section = { blocks: [], sections: [] };
  const path: Section[] = [root];
  for (const block of blocks) {
    if (block.type !== 'heading') {
      path.at(-1)?.blocks.push(block);
      continue;
    }
    while (path.length > 1 && (path.at(-1)?.heading?.level ?? 0) >= block.level) path.pop();
    const section: Section = { heading: block, blocks: [], sections: [] };
    path.at(-1)?.sections.push(section);
    path.push(section);
  }
  return root;
}
