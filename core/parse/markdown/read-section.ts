import { readAttributeLine, type Attributes } from '../attributes.ts';
import { addCriterion, mergeAttributes, openDraft, type Draft, type Reading } from '../draft.ts';
import { foldText, rawEnd, rawStart, sliceText } from '../mapped-text.ts';
import { blocksText } from './enumeration.ts';
import { headingRole, type HeadingRole } from './heading-role.ts';
import { readScope } from './read-scope.ts';
import type { Scope } from './scope.ts';
import type { Section } from './section.ts';

function below(reading: Reading, section: Section, scope: Scope): void {
  readScope(reading, section.blocks, scope);
  for (const inner of section.sections) readSection(reading, inner, scope);
}

function ruleBelow(type: HeadingRole['type'], scope: Scope, section: Section): Scope['rule'] {
  // The title of a document names requirements without meaning that every list below it holds some.
  if (type === 'requirements' || type === 'constraints') {
    return section.heading?.level === 1 && section.sections.length > 0 ? 'inherited' : 'direct';
  }
  return type === 'informative' || type === 'note' || scope.rule === 'none' ? 'none' : 'inherited';
}

function readRequirement(
  reading: Reading,
  section: Section,
  given: { role: HeadingRole & { type: 'requirement' }; scope: Scope },
): void {
  const { role, scope } = given;
  const { heading } = section;
  if (!heading) return;
  const owner = openDraft(reading, {
    extent: 'section',
    start: heading.start,
    end: heading.end,
    title: role.title,
    attributes: role.attributes,
    numbering: role.dotted ? 'dotted' : role.story ? 'story' : 'plain',
    ...(role.id === undefined ? {} : { id: role.id }),
    ...(role.name === undefined ? {} : { name: role.name }),
    ...(scope.owner ? { parent: scope.owner } : {}),
    ...(role.story ? { kind: 'user_story' as const } : scope.constraints ? { kind: 'constraint' as const } : {}),
  });
  below(reading, section, { rule: scope.rule, constraints: scope.constraints, owner });
}

/** Raw offset behind all that stands in a section. */
export function sectionEnd(section: Section): number {
  const last = section.sections.at(-1);
  return last ? sectionEnd(last) : (section.blocks.at(-1)?.end ?? section.heading?.end ?? 0);
}

/** `### 3. Reports` is a requirement of Kiro's kind if a story follows it. */
function numberedStory(section: Section): (HeadingRole & { type: 'requirement' }) | undefined {
  const [first] = section.blocks;
  const text = foldText(section.heading?.content ?? { text: '', runs: [] });
  const number = /^(\d+)[.):]\s+/.exec(text.text);
  if (!number || first?.type !== 'paragraph') return undefined;
  if (!/^\s*(?:user story|objective)\s*:/i.test(first.content.text)) return undefined;
  const title = sliceText(text, number[0].length);
  return { type: 'requirement', id: number[1] ?? '', title, attributes: { tags: [] }, story: false, dotted: true };
}

/** `## Status` with a word below it says something of the story that it stands in. */
function readAttribute(owner: Draft, section: Section): boolean {
  const name = foldText(section.heading?.content ?? { text: '', runs: [] }).text;
  const value = blocksText(section.blocks).text;
  const attributes: Attributes = { tags: [] };
  if (!/^[\w ]{1,30}$/.test(name) || value.length > 60 || section.sections.length > 0) return false;
  if (!readAttributeLine(attributes, `${name}: ${value}`)) return false;
  mergeAttributes(owner, attributes);
  return true;
}

/** Reads a section and all below it. `scope` is that of the section around it. */
export function readSection(reading: Reading, section: Section, scope: Scope): void {
  const { heading } = section;
  if (!heading) return below(reading, section, scope);
  const role = numberedStory(section) ?? headingRole(heading);
  if (role.type === 'aside') {
    reading.skips.push({ start: heading.start, end: sectionEnd(section), reason: `${role.reason}; not requirements` });
    return;
  }
  if (scope.owner && role.type === 'plain' && readAttribute(scope.owner, section)) return;
  if (role.type === 'requirement') return readRequirement(reading, section, { role, scope });
  const plain: Scope = {
    rule: scope.rule,
    constraints: scope.constraints,
    ...(scope.owner ? { owner: scope.owner } : {}),
  };
  const story = scope.owner ?? reading.story;
  if ((role.type === 'criteria' || role.type === 'scenario') && story) {
    const inside: Scope = { ...plain, owner: story, label: 'criteria' };
    if (role.type === 'criteria') return below(reading, section, inside);
    const text = blocksText(section.blocks);
    const start = rawStart(text);
    if (start !== undefined) addCriterion(story, { text, start, end: rawEnd(text) ?? start });
    else if (section.blocks.length === 0)
      reading.skips.push({ start: heading.start, end: heading.end, reason: 'Scenario without a step' });
    readScope(
      reading,
      section.blocks.filter(({ type }) => type === 'fence'),
      inside,
    );
    for (const inner of section.sections) readSection(reading, inner, inside);
    return;
  }
  if (role.type === 'edge') return below(reading, section, { rule: 'none', constraints: true, label: 'edge' });
  const rule = ruleBelow(role.type, scope, section);
  const constraints = role.type === 'constraints' || (scope.constraints && role.type !== 'requirements');
  const inner: Scope = { ...plain, rule, constraints };
  if (role.type === 'note' && scope.owner) return below(reading, { ...section, blocks: [] }, inner);
  // What stands between the title of a document and its first section introduces the document.
  const introduction = heading.level === 1 && section.sections.length > 0;
  readScope(reading, section.blocks, introduction ? { ...inner, rule: 'none' } : inner);
  for (const each of section.sections) readSection(reading, each, inner);
}
