import { headNoun, isPlural } from '../../text/noun-phrase.ts';
import type { CaseType } from '../../types.ts';
import type { Action } from './action.ts';

/** A way in which things go wrong that requirements seldom mention. `key` is for good: ids hang on it. */
export type Kind = {
  key: string;
  type: CaseType;
  fits: (action: Action) => boolean;
  say: (action: Action) => {
    title: string;
    preconditions?: string[];
    steps: string[];
    expected: string;
    data?: Record<string, string>;
  };
};

const among = (words: string) => new Set(words.split(/\s+/));

const committing = among(
  'submit pay order book reserve register confirm send transfer withdraw buy purchase approve sign publish cancel delete remove return redeem place add create post',
);
const changing = among('edit update change book reserve order withdraw delete assign rename approve move modify');
const moving = among('upload download import export pay transfer send sync synchronise synchronize back install');
const entering = among(
  'enter search write comment name rename type submit post create edit fill rate review describe add send',
);
const listing = among('list see view browse search filter sort show find track compare');
const redeeming = among('redeem open follow click scan accept apply enter validate present');
const reaching = among('open view edit download share read print delete cancel move see track');

const texts =
  /\b(?:text|name|title|comment|message|note|description|review|feedback|address|query|term|keyword|post|question|answer|bio|tag|form|search)s?\b/;
const files = /\b(?:file|document|photo|image|picture|video|attachment|csv|spreadsheet|pdf|recording)s?\b/;
const expiring =
  /\b(?:code|link|token|session|invitation|coupon|voucher|card|subscription|offer|ticket|licence|license|label|certificate|pass)s?\b/;
const records =
  /^(?:order|document|page|comment|file|project|post|message|article|product|account|booking|reservation|appointment|invitation|event|task|note|photo|image|record|entry|report|ticket|issue|album|folder|list|basket|cart|review|profile|user|customer|contact|invoice|parcel|delivery|shipment|course|job|listing)$/;
const many = /(?:[^s]s|list|history|results|catalogue|catalog|orders|overview|status)$/;
const dated =
  /\b(?:appointment|booking|reservation|reminder|meeting|event|slot|shift|date|deadline|schedule|calendar)s?\b/;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const are = (thing: string) => (isPlural(thing) ? 'are' : 'is');
const have = (thing: string) => (isPlural(thing) ? 'have' : 'has');

/** The likeliest failures first: of a requirement's ideas only the first few are kept. */
export const catalogue: readonly Kind[] = [
  {
    key: 'foreign',
    type: 'negative',
    fits: ({ own, verb }) => own && (reaching.has(verb) || /^(?:edit|update|change|rename|return)$/.test(verb)),
    say: ({ phrase, thing }) => ({
      title: `Try to ${phrase} of somebody else`,
      preconditions: [`${capital(thing)} ${isPlural(thing) ? 'belong' : 'belongs'} to another user`],
      steps: [`As a user who does not own ${isPlural(thing) ? 'them' : 'it'}, ${phrase}`, `Look at ${thing}`],
      expected: `${capital(thing)} of the other user ${isPlural(thing) ? 'stay' : 'stays'} hidden and unchanged.`,
    }),
  },
  {
    key: 'declined',
    type: 'negative',
    fits: ({ verb, object }) => /^(?:pay|buy|purchase)$/.test(verb) || /\bpayment\b/.test(object),
    say: ({ phrase }) => ({
      title: `${capital(phrase)} while the payment is declined`,
      steps: ['Use a means of payment that is declined', capital(phrase)],
      expected: 'Nothing is charged, and the user is told that the payment was declined.',
    }),
  },
  {
    key: 'repeated',
    type: 'edge_case',
    fits: ({ verb }) => committing.has(verb),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} a second time right away`,
      steps: [capital(phrase), `At once, ${phrase} a second time`, `Look at ${thing}`],
      expected: `The second attempt changes nothing about ${thing}.`,
    }),
  },
  {
    key: 'wrong_kind',
    type: 'negative',
    fits: ({ verb, object }) => /^(?:upload|import|attach|add)$/.test(verb) && files.test(object),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} of a wrong kind`,
      steps: ['Choose a file that is damaged or of another kind', capital(phrase)],
      expected: `The file is turned down with the reason, and ${thing} ${isPlural(thing) ? 'stay' : 'stays'} as before.`,
    }),
  },
  {
    key: 'interrupted',
    type: 'edge_case',
    fits: ({ verb, object }) => moving.has(verb) && !(verb === 'send' && texts.test(object) && !files.test(object)),
    say: ({ phrase, thing }) => ({
      title: `Lose the connection while trying to ${phrase}`,
      steps: [
        `Start to ${phrase}`,
        'Cut the connection before it is finished',
        `Restore the connection and look at ${thing}`,
      ],
      expected: `${capital(thing)} ${are(thing)} either complete or as before.`,
    }),
  },
  {
    key: 'empty',
    type: 'negative',
    fits: ({ verb, object }) => entering.has(verb) && (texts.test(object) || verb === 'search' || verb === 'enter'),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} with nothing entered`,
      steps: ['Leave every field empty', capital(phrase)],
      expected: `The user is told what is missing, and nothing about ${thing} changes.`,
    }),
  },
  {
    key: 'too_long',
    type: 'boundary',
    fits: ({ verb, object }) => entering.has(verb) && texts.test(object),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} with a very long text`,
      steps: ['Enter a text of {length}', capital(phrase), `Look at ${thing}`],
      expected: 'The text is kept whole, or the user is told how long it may be.',
      data: { length: '10000 characters' },
    }),
  },
  {
    key: 'expired',
    type: 'negative',
    fits: ({ verb, object }) => redeeming.has(verb) && expiring.test(object),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} after ${isPlural(thing) ? 'they have' : 'it has'} expired`,
      preconditions: [`${capital(thing)} ${have(thing)} expired`],
      steps: [capital(phrase)],
      expected: `The user is told that ${thing} ${have(thing)} expired.`,
    }),
  },
  {
    key: 'concurrent',
    type: 'edge_case',
    fits: ({ verb }) => changing.has(verb),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} while another user does the same`,
      steps: [`Let two users start to ${phrase} at the same time`, 'Let both finish', `Look at ${thing}`],
      expected: `${capital(thing)} ${are(thing)} as one of the two left ${isPlural(thing) ? 'them' : 'it'}, and the other one is told.`,
    }),
  },
  {
    key: 'none',
    type: 'edge_case',
    fits: ({ verb, object }) => listing.has(verb) && many.test(headNoun(object)),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} when there is nothing to show`,
      preconditions: [`There is no entry for ${thing}`],
      steps: [capital(phrase)],
      expected: 'The user is told that there is no entry.',
    }),
  },
  {
    key: 'gone',
    type: 'negative',
    fits: ({ verb, object }) => reaching.has(verb) && records.test(headNoun(object)),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} after somebody removed ${isPlural(thing) ? 'them' : 'it'}`,
      steps: [`Let somebody remove ${thing}`, capital(phrase)],
      expected: `The user is told that ${thing} ${are(thing)} gone.`,
    }),
  },
  {
    key: 'clock_change',
    type: 'edge_case',
    fits: ({ object, verb }) =>
      dated.test(object) && (committing.has(verb) || changing.has(verb) || /^(?:schedule|set|plan)$/.test(verb)),
    say: ({ phrase, thing }) => ({
      title: `${capital(phrase)} on the day when the clocks change`,
      steps: ['Choose a time on the day when the clocks change', capital(phrase), `Look at ${thing}`],
      expected: `${capital(thing)} ${have(thing)} the chosen time.`,
    }),
  },
];
