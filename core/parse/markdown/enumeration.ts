import { foldText, joinTexts, sliceText, type MappedText } from '../mapped-text.ts';
import { isSentence } from '../reading-words.ts';
import type { Block, Item } from './block.ts';
import { splitSegments } from './segment.ts';

/** The values of a list as one text: `CSV, JSON and XML`. */
function joinValues(values: MappedText[]): MappedText {
  const parts: (MappedText | string)[] = [];
  for (const [index, value] of values.entries()) {
    const bare = sliceText(value, 0, value.text.replace(/[\s,;.]+$/, '').length);
    const last = index === values.length - 1;
    parts.push(bare);
    if (!last) parts.push(/\s(?:and|or|und|oder)$/.test(bare.text) ? ' ' : ', ');
  }
  return joinTexts(parts);
}

/** `The export shall support:` and its values as one statement. */
export function joinEnumeration(lead: MappedText | undefined, values: MappedText[]): MappedText {
  const joined = joinValues(values);
  if (!lead || lead.text === '') return joined;
  if (lead.text.endsWith(':')) return joinTexts([lead, ' ', joined]);
  return joinTexts([sliceText(lead, 0, lead.text.replace(/[.,;]+$/, '').length), ': ', joined]);
}

function listText(items: Item[]): MappedText {
  const texts = items.map((item) => blocksText(item.blocks)).filter((text) => text.text !== '');
  if (texts.some((text) => isSentence(text.text)))
    return joinTexts(texts.flatMap((text, index) => (index === 0 ? [text] : [' ', text])));
  return joinValues(texts);
}

/** The statement that a few blocks make together; notes, labels and attribute lines are left out. */
export function blocksText(blocks: Block[]): MappedText {
  let text: MappedText | undefined;
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      const parts = splitSegments(block).filter(
        (part) => part.type !== 'note' && part.type !== 'attributes' && part.type !== 'label',
      );
      for (const { content } of parts) if (content.text !== '') text = text ? joinTexts([text, ' ', content]) : content;
    } else if (block.type === 'list') {
      const values = listText(block.items);
      const sentences = block.items.some((item) => isSentence(blocksText(item.blocks).text));
      text = text ? (sentences ? joinTexts([text, ' ', values]) : joinEnumeration(text, [values])) : values;
    }
  }
  return foldText(text ?? { text: '', runs: [] });
}
