/** `type~name~revision`, as OpenFastTrace defines it; bounded, so that no line makes it slow. */
const idSource = String.raw`[a-zA-Z]{1,40}~\p{L}[\p{L}\p{N}_-]{0,200}(?:\.\p{L}[\p{L}\p{N}_-]{0,200}){0,20}~\d{1,9}`;
const quotedId = new RegExp(String.raw`^ {0,3}\x60(${idSource})\x60(?:\s*<a [^>]{0,200}>\s*</a>)?\s*$`, 'u');
const bareId = new RegExp(String.raw`^ {0,3}(${idSource})\s*$`, 'u');
const forward = new RegExp(
  String.raw`^\s*\x60?([a-zA-Z]{1,40})\s*-->\s*([a-zA-Z]{1,40}(?:\s*,\s*[a-zA-Z]{1,40}){0,40})\s*:\s*(${idSource})\x60?\s*$`,
  'u',
);
const anywhere = new RegExp(String.raw`(?<![\p{L}\p{N}_~])${idSource}`, 'gu');
const attributeBlock = /^\[\.specitem\b([^\n]{0,4000})\]\s*$/;

/** The id of the item that this line begins. */
export function itemId(line: string): string | undefined {
  if (!line.includes('~')) return undefined;
  return (quotedId.exec(line) ?? bareId.exec(line))?.[1];
}

/** `arch --> dsn : req~x~1`: the item is handed on and nothing is said about it here. */
export function forwardedTo(line: string): string | undefined {
  if (!line.includes('-->')) return undefined;
  return forward.exec(line)?.[2]?.replace(/\s+/g, '').replaceAll(',', ', ');
}

export const itemIds = (text: string): string[] => text.match(anywhere) ?? [];

/** The attributes of `[.specitem,oft-sid="req~x~1",oft-needs="dsn"]`; undefined for every other line. */
export function specItem(line: string): ReadonlyMap<string, string> | undefined {
  const inside = attributeBlock.exec(line)?.[1];
  if (inside === undefined || !inside.includes('oft-sid')) return undefined;
  const attributes = new Map<string, string>();
  for (const match of inside.matchAll(/\b(oft-[a-z]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\s"']+))/g))
    attributes.set(match[1] ?? '', match[2] ?? match[3] ?? match[4] ?? '');
  return attributes.has('oft-sid') ? attributes : undefined;
}

/** What stands where an id would and is none: the revision is missing, or a character is not allowed. */
export function unreadId(line: string): string | undefined {
  if (!line.includes('~') || itemId(line) !== undefined || forwardedTo(line) !== undefined) return undefined;
  return /^ {0,3}`([a-zA-Z]{1,40}~[^`\s]{1,200})`\s*$/.exec(line)?.[1];
}

const artifacts: Record<string, string> = {
  impl: 'an implementation',
  utest: 'a unit test',
  itest: 'an integration test',
  stest: 'a system test',
  uman: 'a manual',
  oman: 'a manual',
  bld: 'a build',
};

/** What an item is that covers requirements without being one; undefined: it is a requirement. */
export function artifactOf(id: string): string | undefined {
  return artifacts[id.slice(0, id.indexOf('~')).toLowerCase()];
}
