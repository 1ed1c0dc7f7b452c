import type { Block, Item, Paragraph, Table } from '../../parse/markdown/block.ts';
import { readBlocks } from '../../parse/markdown/read-blocks.ts';
import { oneLine } from './one-line.ts';

export type GlossaryEntry = { term: string; meaning: string };

const longestTerm = 60;
const longestMeaning = 240;
const mostEntries = 5000;

/**
 * The terms of a glossary in Markdown: `**Term**: meaning`, `Term — meaning`, a line with `: meaning` below a term, tables
 * of terms, and headings with a paragraph. Of a term that is defined twice the first meaning counts.
 */
export const parseGlossary = (markdown: string): GlossaryEntry[] => {
  const entries = new Map<string, GlossaryEntry>();
  const add = (term: string, meaning: string) => {
    const entry = { term: oneLine(term, longestTerm + 1), meaning: oneLine(meaning, longestMeaning) };
    const key = entry.term.toLowerCase();
    if (!isTerm(entry.term) || entry.meaning === '' || entries.has(key) || entries.size >= mostEntries) return;
    entries.set(key, entry);
  };
  readAll(readBlocks(markdown), add);
  return [...entries.values()];
};

type Add = (term: string, meaning: string) => void;

const readAll = (blocks: readonly Block[], add: Add): void => {
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'list') for (const item of block.items) readItem(item, add);
    else if (block.type === 'table') readTable(block, add);
    else if (block.type === 'paragraph') {
      const before = blocks[index - 1];
      const defined = readParagraph(block, add);
      // A document's own title is no term, nor is that of a group of terms.
      if (defined || before?.type !== 'heading' || before.level === 1) continue;
      if (!groupTitle.test(before.content.text.trim())) add(before.content.text, block.content.text);
    }
  }
};

const groupTitle =
  /^(?:[A-Z]|glossary|terms?|definitions?|abbreviations?|acronyms?|terms and definitions|introduction|词汇表|术语表?|定义|缩略语)$/i;

// Below a bare term its meaning may stand in the next block.
const readItem = ({ blocks }: Item, add: Add): void => {
  const [first, second] = blocks;
  if (first?.type !== 'paragraph' || readParagraph(first, add) || second === undefined)
    return readAll(blocks.slice(1), add);
  if (second.type === 'paragraph') add(first.content.text, second.content.text);
  else if (second.type === 'list') {
    const meaning = second.items[0]?.blocks[0];
    if (meaning?.type === 'paragraph') add(first.content.text, meaning.content.text);
  }
};

/** Whether the paragraph defines terms: each line that begins with one begins a definition, others go on with it. */
const readParagraph = ({ content: { text }, marks }: Paragraph, add: Add): boolean => {
  const found: { term: string; meaning: string }[] = [];
  let at = 0;
  let bare = '';
  for (const line of text.split('\n')) {
    const start = at + line.length - line.trimStart().length;
    const mark = marks.find(({ from }) => from === start);
    const defined =
      mark === undefined
        ? plainDefinition(line)
        : markedDefinition(text.slice(start, mark.to), text.slice(mark.to, at + line.length));
    const below = /^\s*:\s+(\S.*)$/.exec(line)?.[1];
    const last = found.at(-1);
    if (defined !== undefined) found.push(defined);
    else if (below !== undefined && bare !== '') found.push({ term: bare, meaning: below });
    else if (last !== undefined) last.meaning += ` ${line}`;
    bare = line.trim();
    at += line.length + 1;
  }
  for (const { term, meaning } of found) add(term, meaning);
  return found.length > 0;
};

const markedDefinition = (marked: string, rest: string): GlossaryEntry | undefined => {
  const inside = /^(.*?)\s*[:：]$/.exec(marked.trim())?.[1];
  // An abbreviation in brackets belongs to neither.
  const outside = /^\s*(?:\([^()]{1,40}\))?\s*(?:[:：—–]|-(?=\s))\s*(\S.*)$/.exec(rest)?.[1];
  const meaning = inside === undefined ? outside : rest.trim();
  return meaning === undefined || meaning === '' ? undefined : { term: inside ?? marked, meaning };
};

const plainDefinition = (line: string): GlossaryEntry | undefined => {
  const [, term = '', meaning = ''] =
    /^\s*(.{1,80}?)\s*(?:[—–]|——|\s-(?=\s)|[:：](?=\s|\p{Script=Han}))\s*(\S.*)$/u.exec(line) ?? [];
  return isTerm(term.trim()) ? { term, meaning } : undefined;
};

const termTitle = /^(?:term|word|name|abbreviation|acronym|concept|术语|名称|缩写)s?$/i;
const meaningTitle = /^(?:meaning|definition|description|explanation|means|stands for|含义|定义|说明|解释|描述)s?$/i;

const readTable = ({ header, rows }: Table, add: Add): void => {
  const titles = header.map(({ content }) => content.text.trim());
  const term = Math.max(
    0,
    titles.findIndex((title) => termTitle.test(title)),
  );
  const named = titles.findIndex((title) => meaningTitle.test(title));
  const meaning = named >= 0 ? named : term + 1;
  for (const { cells } of rows) add(cells[term]?.content.text ?? '', cells[meaning]?.content.text ?? '');
};

const isTerm = (term: string): boolean =>
  term !== '' && term.length <= longestTerm && term.split(/\s+/).length <= 6 && /[\p{L}\p{N}]/u.test(term);
