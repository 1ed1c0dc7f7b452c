const modal = /\b(?:shall|must|should|will|may|can|cannot|muss|müssen|soll|sollen|darf|dürfen)\b/i;
const normative = /\b(?:shall|must|muss|müssen)\b/i;
const label = (words: string): RegExp => new RegExp(`^(?:${words})\\s*(?:\\([^)]{0,40}\\))?\\s*(?::|[–—]|$)\\s*`, 'i');

const note = label(
  'rationale|notes?|comments?|source|why|why this priority|independent test|remarks?|hints?|examples?|explanation|background|context|input|feature branch|created|last updated|begründung|hinweis|anmerkung|kommentar|quelle|verification criteria|covers|glossary|technical notes|dev notes|implementation notes',
);
const criteria =
  /^(?:acceptance (?:criteria|criterion|scenarios?|tests?)|AC|scenarios?|definition of done|akzeptanzkriterien|受け入れ(?:基準|条件)|受入(?:基準|条件)|验收(?:标准|条件)|驗收(?:標準|條件)|接受标准|인수 ?(?:기준|조건)|수락 ?기준|criterios de aceptación|critérios de aceitação|critères d['’]acceptation|criteri di accettazione|критерии при[её]мки)\s*(?:\([^)]{0,40}\))?\s*(?:[:：]\s*|$)/i;
const clause = /^(?:Given|When|Then|And|But|GIVEN|WHEN|THEN|AND|BUT)\b[ \t,:]*/;
/** `In order to sell abroad, as a shop owner I want …`: the purpose first, as narratives of features have it. */
const purpose = /^in order\s[^.!?]{1,200}?[,;]?\s+(?=as\s+(?:an?|the)\s)/i;
const story =
  /^as\s+(?:an?|the)\s[^.!?]{1,160}?[,;]?\s+I(?:\s+(?:want|need|can|would|wish|should|must|like|expect|am)\b|['’]d\s)/i;

/** Whether the text contains a modal verb (English or German). */
export const hasModal = (text: string): boolean => modal.test(text);
/** Whether the text demands something: shall or must. */
export const isNormative = (text: string): boolean => normative.test(text);
/** Whether the text demands something, `When …, … should …` (EARS) included. */
export const isDemand = (text: string): boolean =>
  isNormative(text) ||
  /^(?:when|while|if|where|wenn|falls|solange)\b[^,]{1,300},.*\b(?:should|will|soll|wird)\b/is.test(text);
/** Length of a label whose text is no part of a requirement (`Rationale:`); 0 if there is none. */
export const noteLabel = (text: string): number => note.exec(text.slice(0, 120))?.[0].length ?? 0;
/** Length of an `Acceptance criteria:` label; 0 if there is none. */
export const criteriaLabel = (text: string): number => criteria.exec(text.slice(0, 120))?.[0].length ?? 0;
/** The keyword in lower case if the text begins with Given, When, Then, And or But. */
export const clauseWord = (text: string): string | undefined => clause.exec(text)?.[0].replace(/\W/g, '').toLowerCase();
/** `As a …, I want …`. */
export const isStory = (text: string): boolean =>
  /^(?:as|in order)\s/i.test(text) && story.test(text.slice(0, 600).replace(/\s+/g, ' ').replace(purpose, ''));
/** A whole Given/When/Then in one text. */
export const isScenario = (text: string): boolean => /^given\b/i.test(text) && /\bthen\b/i.test(text);
/** Whether a list item says something, rather than naming a value: a modal, Given/When/Then, or at least four words. */
export const isSentence = (text: string): boolean =>
  hasModal(text) || clauseWord(text) !== undefined || text.split(/\s+/, 4).length >= 4;
/** Whether the author marked the text as open or asks a question. */
export const isOpen = (text: string): boolean =>
  /NEEDS[ _-]CLARIFICATION|\bTB[DC]\b|\?\?\?/.test(text) || /\?["'”’)\]]?$/.test(text.trim());
/** Whether the method of verification is one without a test. */
export const isNotByTest = (method: string | undefined): boolean =>
  method !== undefined && /inspection|analysis|demonstration|review/i.test(method) && !/\btest/i.test(method);
/** Whether an edge case says what happens, rather than only naming the situation. */
export const statesOutcome = (text: string): boolean =>
  !isOpen(text) &&
  (hasModal(text) || /\?\s+\S|→|=>|->/.test(text) || /^(?:when|if|while)\b[^,]{1,300},\s*\S/i.test(text));
