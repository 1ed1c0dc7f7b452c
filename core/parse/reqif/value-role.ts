/** What an attribute of a requirement means. ReqIF fixes no names; these are the usual ones of the usual tools. */
export type ValueRole = 'id' | 'text' | 'chapter' | 'title' | 'type' | 'criteria' | 'note' | 'other';

const roles: [RegExp, ValueRole][] = [
  [
    /^(?:foreignid|uid|id|identifier|mid|(?:requirement|req|object|artifact) ?(?:id|identifier|number)|ie ?puid)$/,
    'id',
  ],
  [/^(?:text|statement|(?:object|primary|requirement) ?text|requirement|description|content|beschreibung)$/, 'text'],
  [/^(?:chaptername|(?:object )?heading|chapter|überschrift)$/, 'chapter'],
  [/^(?:name|title|summary|(?:object )?short ?text|titel)$/, 'title'],
  [/^(?:(?:object|artifact|requirement|req)? ?type|category|kind)$/, 'type'],
  [/^(?:acceptance criteria|acceptance criterion|verification criteria)$/, 'criteria'],
  [/^(?:rationale|comments?|notes?|remarks?|chapternumber|foreign\w+|authors?|owner|created\w*|modified\w*)$/, 'note'],
];

/** A long name without the prefix that the standard recommends: `ReqIF.Text` is `Text`. */
export const plainName = (longName: string): string => longName.replace(/^(?:ReqIF|IE|DOORS|RIF)[.\s_-]+/i, '').trim();

export function roleOf(longName: string): ValueRole {
  const name = plainName(longName)
    .toLowerCase()
    .replace(/_/g, ' ')
    .replace(/[^\p{L}\s]/gu, '');
  return roles.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

/** What an object of that type is, if it is no requirement. */
export function passedOver(type: string): string | undefined {
  if (/heading|section|chapter|folder|überschrift/i.test(type)) return 'Heading';
  if (/\btest|test\b|verification case/i.test(type)) return 'A test, not a requirement';
  return /^(?:.*\b)?(?:information|info|comment|note|text|definition|prose|picture)$/i.test(type)
    ? `${type}: no requirement by its type`
    : undefined;
}
