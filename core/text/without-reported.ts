const reported =
  /\b(?:(?:what|which|whom?|whose|where|how|why|whether)\b[^,;:.]{0,60}?|that)\s(?:shall|must|should|ought to)\b/gi;

/** A text without the modals of its inner clauses: "does not say what should happen", "a field that must be filled" demand nothing. */
export const withoutReported = (text: string): string => text.replaceAll(reported, ' ');
