/** What a column can hold. Priority, status, verification, safety and tags are read by their names. */
export const logicalFields = ['id', 'key', 'text', 'title', 'criteria', 'type', 'parent', 'links'] as const;

export type LogicalField = (typeof logicalFields)[number];

/** Logical field → name of the column that holds it, as the configuration gives it. */
export type ColumnMap = Record<string, string>;

export type Columns = Partial<Record<LogicalField, string>>;

/** The usual names, the most particular first. */
const synonyms: Record<LogicalField, RegExp[]> = {
  id: [
    /^(?:req(?:uirement)?\.? ?(?:id|no\.?|nr\.?|number|key|#)|anforderungs-?(?:id|nr\.?|nummer)|需求编号|需求id|编号)$/,
    /^(?:uid|foreign ?id|external id|identifier|kennung|story id|object identifier)$/,
    /^(?:issue key|key|work item id)$/,
    /^(?:id|ids|no\.?|nr\.?|number|#|ref|reference|absolute number|formatted id)$/,
  ],
  // The number that a tracker gives, where the requirement has an id of its own.
  key: [/^(?:issue key|key|work item id)$/],
  text: [
    /^(?:requirement (?:text|statement|description)|statement|shall statement|object text|primary text|anforderungstext|需求描述)$/,
    /^(?:description|text|beschreibung|content|body|描述)$/,
    /^(?:user story|user stories|story)$/,
    /^(?:requirement|requirements|anforderung|need|需求)$/,
    /^(?:acceptance criterion|success criterion|criterion)$/,
  ],
  title: [/^(?:summary|title|headline|object heading|short text|titel|标题)$/, /^(?:name|subject)$/],
  criteria: [
    /^(?:acceptance criteria|acceptance criterion|acceptance tests?|acceptance scenarios?|akzeptanzkriterien|验收标准)$/,
    /^(?:ac|acs|criteria|scenarios?|verification criteria)$/,
  ],
  type: [/^(?:issue type|issuetype|work item type|item type|object type)$/, /^(?:type|typ|kind|tracker|类型)$/],
  parent: [
    /^(?:parent|parent id|parent key|parent link|parent requirement|parents)$/,
    /^(?:epic link|epic|epic id|derived from)$/,
  ],
  links: [/^(?:links|depends on|dependencies|related(?: to)?|traces? to|satisfies|covers|refines|linked issues)$/],
};

/** `Custom field (Requirement ID)`, `requirement_id` and `RequirementID` are the same column. */
export function plainName(name: string): string {
  const inner = /^custom field\s*\((.{1,80})\)$/i.exec(name.trim())?.[1] ?? name;
  return inner
    .slice(0, 100)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\s-]+/g, ' ')
    .replace(/[*:]+$/, '')
    .trim()
    .toLowerCase();
}

/** A table of more columns is no list of requirements. */
const mostColumns = 1000;

/** Which column holds what: as the configuration says, else by the usual names. A column has one use. */
export function findColumns(all: readonly string[], map: ColumnMap): Columns {
  const names = all.slice(0, mostColumns);
  const columns: Columns = {};
  const used = new Set<string>();
  const take = (field: LogicalField, name: string | undefined): void => {
    if (name === undefined || used.has(name) || columns[field] !== undefined) return;
    columns[field] = name;
    used.add(name);
  };
  for (const field of logicalFields) {
    const wanted = Object.hasOwn(map, field) ? plainName(map[field] ?? '') : undefined;
    take(
      field,
      names.find((name) => plainName(name) === wanted),
    );
  }
  const written = names.map((name) => ({ name, plain: plainName(name) }));
  for (const field of logicalFields) {
    for (const pattern of synonyms[field])
      take(field, written.find(({ name, plain }) => !used.has(name) && pattern.test(plain))?.name);
  }
  // Where nothing says more, the headline is the statement.
  if (columns.text === undefined && columns.title !== undefined && columns.id !== undefined) {
    columns.text = columns.title;
    delete columns.title;
  }
  return columns;
}
