import { readAttributeGroup, type Attributes } from '../attributes.ts';
import { isCriterionId, isRequirementId } from '../identifier.ts';
import { readIdPrefix } from '../id-prefix.ts';
import { foldText, sliceText, type MappedText } from '../mapped-text.ts';
import { criteriaLabel, noteLabel } from '../reading-words.ts';
import type { Heading } from './block.ts';

/** What a heading announces. */
export type HeadingRole =
  | {
      type: 'requirement';
      id?: string;
      name?: string;
      title: MappedText;
      attributes: Attributes;
      story: boolean;
      dotted: boolean;
    }
  | { type: 'aside'; reason: string }
  | {
      type: 'criteria' | 'scenario' | 'edge' | 'note' | 'requirements' | 'constraints' | 'informative' | 'plain';
    };

/** `3.2 `, `4.`, and `A4.` as appendices are numbered. */
const sectionNumber = /^(?:\d+(?:\.\d+)*[.)]?|[A-Z]\d{1,2}\.)\s+/;
const userStory = /^(?:user story|user-story|story)\s+#?(\d+(?:\.\d+)*)\s*(?:[:.–—-]\s*)?/i;
const numbered =
  /^(?:requirement\s+|requisito\s+|anforderung\s+|exigence\s+|требование\s+|(?:要件|要求|需求|요구 ?사항)\s*)#?(\d+(?:\.\d+)*)\s*(?:[:：.–—-]\s*)?/i;
const named = /^requirement:\s+/i;
const trailingGroup = /\s*(?:\(([^()]{1,80})\)|\[([^[\]]{1,80})\])\s*$/;
const trailingId = /\s*[([]([A-Za-z][\w.-]{1,47})[)\]]$/;
const informative =
  /\b(?:key entities|entities|glossary|definitions?|terms|assumptions?|out of scope|scope|references?|introduction|overview|purpose|background|dependencies|stakeholders?|open questions?|non-goals?|goals?|revision|history|change ?log|contents|abbreviations|acronyms|traceability|clarifications?|review|checklist|document conventions)\b/i;

/** Sections of stories and plans that say how something is built or where it is traced, never what is demanded. */
const asides: [RegExp, string][] = [
  [/^(?:tasks?(?:\s*(?:\/|&|and)\s*sub-?tasks?)?|sub-?tasks?|implementation (?:tasks|plan|checklist))$/i, 'Tasks'],
  [
    /^(?:dev(?:eloper|elopment)? notes|dev agent record|technical notes|implementation notes|qa results|completion notes(?: list)?|file list|debug log(?: references)?|agent model used)$/i,
    'Notes for developers',
  ],
  [/\bcoverage (?:map|matrix|table)$|^traceability(?: matrix)?$/i, 'Map of requirements'],
];

function withoutGroups(title: MappedText, attributes: Attributes): MappedText {
  for (let rest = title; ;) {
    const match = trailingGroup.exec(rest.text.slice(-120));
    const inside = match?.[1] ?? match?.[2];
    if (!match || inside === undefined || !readAttributeGroup(attributes, inside)) return rest;
    rest = sliceText(rest, 0, rest.text.length - match[0].length);
  }
}

function requirementRole(heading: Heading): HeadingRole | undefined {
  const whole = foldText(heading.content);
  const clean = sliceText(whole, sectionNumber.exec(whole.text)?.[0].length ?? 0);
  const attributes: Attributes = { tags: [] };
  const rest = (length: number): MappedText => withoutGroups(foldText(sliceText(clean, length)), attributes);
  const story = userStory.exec(clean.text);
  if (story)
    return {
      type: 'requirement',
      id: `US${story[1] ?? ''}`,
      title: rest(story[0].length),
      attributes,
      story: true,
      dotted: false,
    };
  const number = numbered.exec(clean.text);
  if (number)
    return {
      type: 'requirement',
      id: number[1] ?? '',
      title: rest(number[0].length),
      attributes,
      story: false,
      dotted: true,
    };
  const name = named.exec(clean.text);
  if (name) {
    const title = rest(name[0].length);
    return { type: 'requirement', name: title.text, title, attributes, story: false, dotted: false };
  }
  const prefix = readIdPrefix(clean.text, true);
  // `B2 Bomber`, `S3 buckets`: a letter with a number is an id only if the author sets it apart.
  if (prefix && (prefix.separated || prefix.length === clean.text.length || !/^[A-Z]\d{1,2}$/.test(prefix.id))) {
    Object.assign(attributes, prefix.attributes);
    const isStory = /^US[-_]?\d/.test(prefix.id) && !isCriterionId(prefix.id);
    return {
      type: 'requirement',
      id: prefix.id,
      title: rest(prefix.length),
      attributes,
      story: isStory,
      dotted: false,
    };
  }
  const title = rest(0);
  const id = trailingId.exec(title.text);
  if (!id?.[1] || !isRequirementId(id[1])) return undefined;
  return {
    type: 'requirement',
    id: id[1],
    title: sliceText(title, 0, id.index),
    attributes,
    story: false,
    dotted: false,
  };
}

/** Reads a heading: a requirement or story, a label for what follows, or the name of a section. */
export function headingRole(heading: Heading): HeadingRole {
  const text = foldText(heading.content).text.replace(sectionNumber, '');
  if (criteriaLabel(text) === text.length && text !== '') return { type: 'criteria' };
  if (/^scenario(?:\s+\d+)?\s*(?::|[–—-]\s|$)/i.test(text)) return { type: 'scenario' };
  if (/^edge cases?\b/i.test(text)) return { type: 'edge' };
  const reason = asides.find(([pattern]) => pattern.test(text))?.[1];
  if (reason !== undefined) return { type: 'aside', reason };
  const requirement = requirementRole(heading);
  if (requirement) return requirement;
  if (noteLabel(text) === text.length && text !== '') return { type: 'note' };
  if (
    /requirements?\b|shall statements|functional|constraints|anforderungen|requisitos|exigences|требования|要件|要求|需求|요구 ?사항/i.test(
      text,
    )
  ) {
    if (/\bconstraints\b/i.test(text)) return { type: 'constraints' };
    return { type: informative.test(text) ? 'informative' : 'requirements' };
  }
  return { type: informative.test(text) ? 'informative' : 'plain' };
}
