import { withoutReported } from '../text/without-reported.ts';
import type { Finding } from '../types.ts';

type Severity = Finding['severity'];

/** One kind of requirement smell: how loud it is by default, and what it says of a text. */
export type SmellRule = {
  rule: string;
  level: Severity | 'off';
  find: (text: string, document: string) => { message: string; blocks: boolean }[];
};

const escape =
  /\b(?:as far as (?:is )?(?:possible|practicable|feasible)|to the extent (?:possible|practical|practicable)|(?:if|where|when) (?:practicable|feasible)|best[- ]effort|at (?:its|their|the \w+['’]s) discretion|subject to availability)\b/gi;
const openEnded = /\b(?:including,? but not limited to|and so (?:on|forth)|and\/or|among others|or similar)\b/gi;
const bareNumber =
  /\b(within|after|every|for at least|for at most|for)\s+(\d+(?:[.,]\d+)?)(?=\s*(?:[.,;)]|$)|\s+(?:of|the|and|or|when|if|after|before|unless)\b)/gi;
const modal = /\b(?:shall|must)\b/gi;
const acronym = /(?<![\p{L}\d-])\p{Lu}{3,6}(?![\p{L}\d-])/gu;
const wellKnown = new Set(
  `API AND ANY ASCII BOM CPU CSS CSV DNS EUR EUROS FAQ FTP GBP GPS GPU GUI HTML HTTP HTTPS ISO JPEG JSON JWT LAN LED MAC MUST NOT NULL PDF PIN PNG RAM RFC
  SHALL SHOULD SMS SQL SSD SSH SSL SSO SVG TBC TBD TCP THE THEN TLS TSV UDP URI URL USB USD UTC UTF VAT VPN WAV WHEN WHERE WHILE WIFI XML YAML ZIP GIVEN WILL MAY UUID OTP RGB EARS TODO`.split(
    /\s+/,
  ),
);
const conditional = /^\s*if\b(?!.*\b(?:otherwise|else|unless|only if)\b)/is;
const weighed = /\b(?:and|or|at least|at most|more than|less than|exceeds|equals)\b/i;
const passive = /\b(?:is|are|be|been|was|were)\s+(?:\w+ly\s+)?\w+(?:ed|wn|nt)\b(?!\s+by\b)/gi;
const pronoun = /\b(?:it|this|that|they|them|these|those)\b(?!\s+(?:is|are)\s+not\s+stated)/gi;
const absolute = /\b(?:always|never|all|every|100\s?%|under all circumstances)(?!\p{L})/giu;

/** In the order in which they are shown. */
export const smellRules: readonly SmellRule[] = [
  phrases(
    'escape_clause',
    'warning',
    escape,
    (word) => `"${word}" leaves a way out: when does it apply, and who decides?`,
    true,
  ),
  phrases('open_ended', 'warning', openEnded, (word) => `"${word}" leaves the list open: what belongs to it?`, false),
  {
    rule: 'missing_unit',
    level: 'warning',
    find: (text) =>
      [...text.matchAll(bareNumber)].map(([, word = '', number = '']) => ({
        message: `"${word} ${number}" has no unit: ${number} of what?`,
        blocks: true,
      })),
  },
  {
    rule: 'two_requirements',
    level: 'hint',
    find: (text) => {
      const count = withoutReported(text).match(modal)?.length ?? 0;
      const isDecision = /\b(?:otherwise|else)\b/i.test(text);
      return count > 1 && !isDecision
        ? [{ message: `Holds ${count} demands: each could have an id of its own`, blocks: false }]
        : [];
    },
  },
  {
    rule: 'missing_else',
    level: 'hint',
    find: (text) => {
      const condition = text.split(/,|\bthen\b/i)[0] ?? '';
      const isOpen = conditional.test(text.slice(0, 2000)) && weighed.test(condition);
      return isOpen
        ? [{ message: 'Nothing is said about the case in which the condition does not hold', blocks: false }]
        : [];
    },
  },
  {
    rule: 'undefined_term',
    level: 'hint',
    find: (text, document) =>
      distinct([...text.matchAll(acronym)].filter((match) => !isLiteral(text, match)).map(([word]) => word))
        .filter((word) => !wellKnown.has(word) && !isExplained(word, document))
        .map((word) => ({ message: `"${word}" is not explained in this document`, blocks: false })),
  },
  phrases('passive', 'off', passive, (word) => `"${word}" does not say who acts`, false),
  phrases('pronoun', 'off', pronoun, (word) => `"${word}" may mean several things`, false),
  phrases('absolute', 'off', absolute, (word) => `"${word}" can hardly be shown by a test`, false),
];

function phrases(
  ...[rule, level, pattern, say, blocks]: [string, SmellRule['level'], RegExp, (word: string) => string, boolean]
): SmellRule {
  const find = (text: string) =>
    distinct([...text.matchAll(pattern)].map(([word]) => word.toLowerCase())).map((word) => ({
      message: say(word),
      blocks,
    }));
  return { rule, level, find };
}

const literal = new Set(
  `GET PUT POST HEAD PATCH DELETE OPTIONS TRACE DEBUG INFO WARN WARNING ERROR FATAL OPEN CLOSED OFF IDLE READY BUSY TRUE FALSE YES NEW DONE FAILED PASSED
  ACTIVE PAUSED HIGH LOW MEDIUM STANDBY RUNNING STOPPED ADDED MODIFIED REMOVED RENAMED IF ELSE OR SHALL MAY CAN ENABLED DISABLED LOCKED UNLOCKED`.split(
    /\s+/,
  ),
);
const stateBefore =
  /\b(?:in|is|are|be|as|becomes?|remains?|stays?|state|status|mode|level|value|enters?|leaves?|returns?|sets?|=)\s+["“'‘`]?$/i;
const moving =
  /\b(?:chang|switch|transition|mov|go|set|revert|return|advanc)\p{Ll}*\b[^.;]*\b(?:to|from|into)\s+["“'‘`]?$/iu;
const stateAfter = /^["”'’`]?\s+(?:state|status|mode|level|phase|value|log|event|request|method|command|position)s?\b/i;

/** A state, a level or a quoted word stands for itself: nobody explains it. */
function isLiteral(text: string, { 0: word, index }: RegExpExecArray): boolean {
  if (literal.has(word)) return true;
  const before = text.slice(Math.max(0, index - 24), index);
  const after = text.slice(index + word.length, index + word.length + 24);
  const lead = text.slice(Math.max(0, index - 100), index);
  const isQuoted = /["“'‘`]$/.test(before) && /^["”'’`]/.test(after);
  return isQuoted || stateAfter.test(after) || stateBefore.test(before) || moving.test(lead);
}

/** "Electronic control unit (ECU)", "ECU (electronic …", "**ECU**: …", "| ECU | …". */
function isExplained(word: string, document: string): boolean {
  return [`(${word})`, `${word} (`, `${word}: `, `**${word}**`, `| ${word} |`].some((form) => document.includes(form));
}

function distinct(words: string[]): string[] {
  return [...new Set(words)];
}
