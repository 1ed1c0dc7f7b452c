/**
 * Characters that nobody sees although they change what is read: control characters other than tab and line feed,
 * format characters (bidirectional, zero width, tags), line separators and blank letters. The joiners are left to emoji
 * and to the scripts that are spelt with them.
 */
export const hidden =
  /[\p{Cc}--[\t\n]]|[\p{Cf}--[\u200c\u200d]]|(?<![\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}[\p{L}--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}]]])[\u200c\u200d]|\u034f|[\u2028\u2029\u115f\u1160\u3164\uffa0]/gv;

/** The text without them. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, '');
}
