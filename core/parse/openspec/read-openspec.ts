import { emptyReading, openDraft, type Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import { foldText, type MappedText, rawEnd, sliceText } from '../mapped-text.ts';
import type { Block } from '../markdown/block.ts';
import { blocksText } from '../markdown/enumeration.ts';
import { readBlocks } from '../markdown/read-blocks.ts';
import { readScope } from '../markdown/read-scope.ts';
import { readSection, sectionEnd } from '../markdown/read-section.ts';
import type { Scope } from '../markdown/scope.ts';
import { type Section, toSections } from '../markdown/section.ts';
import { isNormative } from '../reading-words.ts';
import { nameId } from './name-id.ts';

const outside: Scope = { rule: 'none', constraints: false };
const requirement = /^requirement:\s*/i;
const group = /^(?:(added|modified|removed|renamed)\s+)?requirements$/i;
const fromTo = /^(FROM|TO):\s*(?:#{1,6}\s*)?(?:requirement:\s*)?(.+)$/i;

/** Whether a Markdown file is a specification of OpenSpec: by its place, else by headings that only OpenSpec has. */
export function isOpenspec({ path, text }: RawDocument): boolean {
  if (!/\.(?:md|markdown)$/i.test(path)) return false;
  if (/(?:^|\/)openspec\/(?:specs|changes\/[^/]+(?:\/[^/]+)?\/specs)\/.*\.md$/i.test(path)) return true;
  if (/^## (?:ADDED|MODIFIED|REMOVED|RENAMED) Requirements[ \t]*\r?$/m.test(text)) return true;
  return /^#{3} Requirement: \S/m.test(text) && /^#{4} Scenario: \S/m.test(text);
}

const headingText = (section: Section): MappedText =>
  section.heading ? foldText(section.heading.content) : { text: '', runs: [] };

/** A heading without text is a line that somebody drew: what stands below it belongs to what stands above it. */
function withoutDividers(blocks: Block[]): Block[] {
  return blocks.filter((block) => block.type !== 'heading' || foldText(block.content).text !== '');
}

function readRequirement(reading: Reading, section: Section): void {
  const { heading } = section;
  if (!heading) return;
  const text = headingText(section);
  const label = requirement.exec(text.text)?.[0].length;
  const name = sliceText(text, label ?? 0);
  const owner = openDraft(reading, {
    extent: 'section',
    start: heading.start,
    end: heading.end,
    id: nameId(name.text),
    ...(label === undefined ? { text: [name] } : { title: name }),
  });
  const scope: Scope = { ...outside, owner };
  readScope(reading, section.blocks, scope);
  for (const inner of section.sections) readSection(reading, inner, scope);
}

function skipRemoved(reading: Reading, section: Section): void {
  const start = section.heading?.start ?? 0;
  const name = headingText(section).text.replace(requirement, '');
  reading.skips.push({ start, end: sectionEnd(section), reason: `Removed requirement: ${name.slice(0, 100)}` });
}

/** `FROM:` and `TO:` pairs: old id by new id. */
function readRenames(reading: Reading, section: Section): Map<string, string> {
  const renames = new Map<string, string>();
  let old: { name: string; start: number } | undefined;
  for (const item of section.blocks.flatMap((block) => (block.type === 'list' ? block.items : []))) {
    const text = blocksText(item.blocks);
    const [, word = '', name = ''] = fromTo.exec(text.text) ?? [];
    if (word.toUpperCase() === 'FROM') old = { name, start: item.start };
    else if (word !== '' && old) {
      renames.set(nameId(name), nameId(old.name));
      const end = rawEnd(text) ?? item.end;
      reading.skips.push({
        start: old.start,
        end,
        reason: `Renamed requirement: ${old.name.slice(0, 100)} is now ${name.slice(0, 100)}`,
      });
      old = undefined;
    }
  }
  return renames;
}

function readGroup(reading: Reading, section: Section, change: string): Map<string, string> {
  if (change === 'renamed') return readRenames(reading, section);
  readScope(reading, section.blocks, change === 'removed' ? outside : { rule: 'direct', constraints: false });
  for (const inner of section.sections) {
    const { text } = headingText(inner);
    if (change === 'removed') skipRemoved(reading, inner);
    else if (requirement.test(text) || isNormative(text)) readRequirement(reading, inner);
    else readSection(reading, inner, { rule: 'inherited', constraints: false });
  }
  return new Map();
}

function walk(reading: Reading, section: Section, renames: Map<string, string>): void {
  const { text } = headingText(section);
  const change = group.exec(text);
  if (change) {
    for (const [to, from] of readGroup(reading, section, change[1]?.toLowerCase() ?? '')) renames.set(to, from);
  } else if (requirement.test(text)) readRequirement(reading, section);
  else {
    readScope(reading, section.blocks, outside);
    for (const inner of section.sections) walk(reading, inner, renames);
  }
}

/** Reads a specification or a change of OpenSpec: requirements are known by their names, scenarios are criteria. */
export function readOpenspec({ text }: RawDocument): Reading {
  const reading = emptyReading();
  const renames = new Map<string, string>();
  walk(reading, toSections(withoutDividers(readBlocks(text))), renames);
  for (const draft of reading.drafts) {
    const old = renames.get(draft.id ?? '');
    if (old !== undefined) draft.links = [...(draft.links ?? []), old];
  }
  return reading;
}
