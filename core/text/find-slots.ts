import type { Wording } from '../types.ts';

/** A place in a draft where a tester needs a concrete value. */
export type Slot = {
  /** As in `test_data`: `password`, `email_address`. */
  name: string;
  /** Which text of the draft holds it, and where the noun ends there. */
  field: 'steps' | 'preconditions';
  index: number;
  end: number;
};

const mostSlots = 3;

// Things that a tester types in, picks or sends. Longer names first, so that "order number" is not an order. Actors
// (user, customer) are not among them: a name for them makes a case no more concrete.
const nouns =
  `activation code|access code|account number|card number|confirmation code|credit card number|customer number|discount code|e-?mail address|file name|filename|gift card|
invoice number|licen[cs]e key|license plate|order number|part number|phone number|postal code|postcode|promo code|reference number|search term|search query|security answer|serial number|telephone number|
tracking number|user ?name|verification code|voucher code|zip code|
address|amount|answer|appointment|article|attachment|author|backup|barcode|birthday|book|booking|bookmark|branch|brand|card|certificate|channel|chapter|claim|container|contract|course|category|city|colou?r|comment|country|coupon|currency|date|departure|description|destination|device|
document|e-?mail|event|flight number|game|group|hotel|feedback|file|flight|folder|image|ingredient|invoice|item|key|keyword|label|lesson|language|link|location|measurement|message|name|nickname|member|note|order|package|parcel|patient|passphrase|
passport|password|payload|photo|picture|PIN|player|playlist|price|printer|product|profile|project|query|question|recipe|recipient|record|report|reservation|room|review|route|sample|seat|sensor|shipment|sentence|song|street|subject|tag|task|team|
text|ticket|title|token|topic|trip|tweet|URL|value|vehicle|video|warehouse|voucher|word`
    .replaceAll('\n', '')
    .split('|')
    .join('|');

// An article and at most two adjectives before it; after it an end, or a word that starts another part of the sentence:
// "the password field" needs no password.
const before = String.raw`\b(?:an?|another|any|one|the|his|her|their|its)\s+((?:[\p{Ll}][\p{L}-]*\s+){0,2}?)`;
const after = String.raw`(?=\s*$|[.,;:)]|\s+(?:with|without|for|to|in|into|on|onto|at|of|from|by|and|or|that|which|who|as|while|when|if|after|before|again|once|twice|is|are|has|there|through|via|whose|longer|shorter|between|just|\p{L}+ times)\b)`;
const place = new RegExp(`${before}(${nouns})${after}`, 'giu');

// A value would contradict these, or the text tells the value itself.
const valueless =
  /\b(?:no|not|none|empty|blank|missing|same|new empty|unknown|other|following|first|last|next|previous)\s*$/i;
const given = /^\s*(?:["“'`{\d]|(?:of|with|longer|shorter|between)\s+[^.]*\d)/;

/** Where the draft speaks of a thing that a tester would have to make up: at most three, each name once. */
export const findSlots = ({ steps, preconditions, test_data }: Wording): Slot[] => {
  const found = new Map<string, Slot>();
  const texts = [
    ...steps.map((text, index) => ({ field: 'steps' as const, text, index })),
    ...preconditions.map((text, index) => ({ field: 'preconditions' as const, text, index })),
  ];
  for (const { field, text, index } of texts) {
    if (isLooking.test(text)) continue;
    for (const match of text.matchAll(place)) {
      const [whole, adjectives = '', noun = ''] = match;
      const end = match.index + whole.length;
      const name = slotName(noun);
      const denied = valueless.test(adjectives) || /\b(?:no|without|not)\s+$/i.test(text.slice(0, match.index));
      if (denied || given.test(text.slice(end)) || found.has(name) || Object.hasOwn(test_data, name)) continue;
      found.set(name, { name, field, index, end });
    }
  }
  return [...found.values()].slice(0, mostSlots).toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

// What is observed has its value from what was done before.
const isLooking = /^(?:look at|observe|measure|wait|check)\b/i;

const slotName = (noun: string): string => noun.toLowerCase().replaceAll('-', '').replace(/\s+/g, '_');

/** The draft with `{name}` behind the noun of each slot that has a value. */
export const withSlots = (draft: Wording, data: Readonly<Record<string, string>>): Wording => {
  const changed = { steps: [...draft.steps], preconditions: [...draft.preconditions] };
  // From the end of a text to its beginning, so that the places of the others stay right.
  for (const { name, field, index, end } of findSlots(draft).toSorted((a, b) => b.end - a.end)) {
    const text = changed[field][index];
    if (text === undefined || !Object.hasOwn(data, name)) continue;
    changed[field][index] = `${text.slice(0, end)} {${name}}${text.slice(end)}`;
  }
  return { ...draft, ...changed };
};
