const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const longest = 80;

/** Untrusted text as letters, digits and hyphens: a part of a file name or of an id. May be empty. */
export function slug(text: string, join = '-'): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return words.join(join).slice(0, longest);
}

/** The path of a document as the name of a file: `docs/a.md` → `docs-a`. */
export function documentSlug(path: string): string {
  return slug(path.replace(/\.[a-z]{1,8}$/i, ''));
}

/** Gives each wanted name once, also where only capitals differ: a second `a` becomes `a-2`. */
export function uniqueNames(join = '-'): (wanted: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (wanted) => {
    const base = wanted === '' || reserved.test(wanted) ? `x${join}${wanted}`.replace(/[-_]$/, '') : wanted;
    const key = base.toLowerCase();
    let name = base;
    for (let n = next.get(key) ?? 2; taken.has(name.toLowerCase()); n++) {
      name = `${base}${join}${n}`;
      next.set(key, n + 1);
    }
    taken.add(name.toLowerCase());
    return name;
  };
}
