import type { Draft } from './draft.ts';
import { foldText, joinTexts, sliceText, type MappedText } from './mapped-text.ts';
import { readAttributeGroup, type Attributes } from './attributes.ts';
import { clauseWord, isScenario, isStory } from './reading-words.ts';

const inlineNote = /[.!?]["'”’)]?\s+\(?(?:Rationale|Note|Comment|Source|Begründung|Hinweis)\s*:\s/;
const trailingGroup = /\s*(?:\(([^()]{1,80})\)|\[([^[\]]{1,80})\])\s*\.?$/;

function withoutNote(text: MappedText): MappedText {
  const at = inlineNote.exec(text.text);
  return at ? foldText(sliceText(text, 0, at.index + 1)) : text;
}

/** `… for 15 minutes. (Verification: Test)`: the group goes to the attributes. */
function withoutGroups(text: MappedText, attributes: Attributes): MappedText {
  let rest = text;
  for (let groups = 0; groups < 10; groups++) {
    const match = trailingGroup.exec(rest.text.slice(-120));
    const inside = match?.[1] ?? match?.[2];
    if (!match || inside === undefined || !readAttributeGroup(attributes, inside)) break;
    rest = foldText(sliceText(rest, 0, rest.text.length - match[0].length));
  }
  return rest;
}

/** What a requirement says, and what kind of statement it is. Moves attribute groups and a lone scenario where they belong. */
export function settleStatement(draft: Draft): {
  text: MappedText;
  kind: 'requirement' | 'user_story' | 'scenario' | 'constraint';
} {
  const parts = draft.text.flatMap((part, index) => (index === 0 ? [part] : [' ', part]));
  let text = withoutNote(withoutGroups(foldText(joinTexts(parts)), draft.attributes));
  const story = draft.kind === 'user_story' || isStory(text.text);
  const [only, ...others] = draft.criteria;
  const alone = only && others.length === 0 && only.id === undefined && clauseWord(only.text.text) === 'given';
  if (text.text === '' && alone && !story) {
    text = only.text;
    draft.criteria = [];
  }
  if (text.text === '' && draft.title) text = draft.title;
  if (story) return { text, kind: 'user_story' };
  if (draft.kind === 'scenario' || isScenario(text.text)) return { text, kind: 'scenario' };
  return {
    text,
    kind: draft.kind === 'constraint' || /^SC[-_]?\d/.test(draft.id ?? '') ? 'constraint' : 'requirement',
  };
}
