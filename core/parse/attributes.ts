import type { Requirement } from '../types.ts';

export type Attributes = Requirement['attributes'];

const keys: [RegExp, 'priority' | 'status' | 'verification' | 'safety' | 'tags' | 'ignored'][] = [
  [/^(?:priority|prio|importance|priorität)$/i, 'priority'],
  [/^(?:status|state)$/i, 'status'],
  [/^(?:verification|verification methods?|verified by|verify by|verifikation)$/i, 'verification'],
  [/^(?:safety|safety level|asil|sil|dal|integrity level|criticality)$/i, 'safety'],
  [/^(?:tags?|labels?)$/i, 'tags'],
  [
    /^(?:type|owner|author|version|revision|date|id|uid|component|estimate|story points|assignee|stakeholder|risk|covers|depends|depends on|needs|parent|derived from|satisfies|traces? to|traces?|links?|refs?|references?|see also|allocated to|release)$/i,
    'ignored',
  ],
];

function setAttribute(attributes: Attributes, name: string, value: string): boolean {
  const key = keys.find(([pattern]) => pattern.test(name.trim()))?.[1];
  if (!key) return false;
  const clean = value.trim().replace(/\s+/g, ' ').replace(/[.;]$/, '');
  if (key === 'tags')
    attributes.tags.push(...clean.split(/[,;]\s*/).filter((tag) => tag !== '' && !attributes.tags.includes(tag)));
  else if (key !== 'ignored' && clean !== '')
    attributes[key] =
      key === 'safety' && /^(?:[A-D]|QM|\d)$/.test(clean) ? `${name.trim().toUpperCase()} ${clean}` : clean;
  return true;
}

function setWord(attributes: Attributes, word: string): boolean {
  if (/^(?:P\d|high|medium|low|critical|must have|should have|could have|won't have)$/i.test(word))
    attributes.priority = word;
  else if (/^(?:ASIL[- ]?(?:[A-D]|QM)(?:\([A-D]\))?|QM|SIL[- ]?[0-4]|DAL[- ]?[A-E])$/i.test(word))
    attributes.safety = word;
  else if (/^(?:draft|approved|proposed|accepted|deprecated|reviewed)$/i.test(word)) attributes.status = word;
  else return false;
  return true;
}

/** Reads the inside of `(Priority: high)`, `[P1]`, `(ASIL B, Verification: Test)`. False, and nothing set, if it says anything else. */
export function readAttributeGroup(attributes: Attributes, inside: string): boolean {
  const trial: Attributes = { ...attributes, tags: [...attributes.tags] };
  const pieces = inside.split(/[,;|]/).map((piece) => piece.trim());
  const understood = pieces.every((piece) => {
    const colon = piece.indexOf(':');
    return colon > 0 ? setAttribute(trial, piece.slice(0, colon), piece.slice(colon + 1)) : setWord(trial, piece);
  });
  if (understood) Object.assign(attributes, trial);
  return understood;
}

/** Reads a line such as `Status: draft` or `Priority: P1 | Verification: Test`. False if it is a sentence of its own. */
export function readAttributeLine(attributes: Attributes, line: string): boolean {
  const plain = line.replace(/\b(?:must|should)[ -]haves?\b/gi, '');
  if (line.length > 160 || !line.includes(':') || /\b(?:shall|must|should|will)\b/i.test(plain)) return false;
  const trial: Attributes = { ...attributes, tags: [...attributes.tags] };
  const understood = line.split(/\s[|·]\s/).every((piece) => {
    const colon = piece.indexOf(':');
    return colon > 0 && setAttribute(trial, piece.slice(0, colon), piece.slice(colon + 1));
  });
  if (understood) Object.assign(attributes, trial);
  return understood;
}

/** Sets what a table column of that name says. */
export function setColumn(attributes: Attributes, name: string, value: string): void {
  if (value.trim() !== '' && value.trim() !== '-') setAttribute(attributes, name, value);
}
