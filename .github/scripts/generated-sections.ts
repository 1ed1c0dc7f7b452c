export type Sections = Record<string, string>;

const section = /(<!-- generated:([\w-]+) -->\n)([\s\S]*?)(<!-- \/generated -->)/g;

/**
 * Fills each `<!-- generated:NAME -->` … `<!-- /generated -->` of a document with the text of that name. `unknown` lists
 * marked sections that nothing generates, `missing` texts that the document has no section for.
 */
export function fillSections(
  document: string,
  sections: Sections,
): { text: string; unknown: string[]; missing: string[] } {
  const seen = new Set<string>();
  const text = document.replaceAll(section, (_whole, start: string, name: string, old: string, end: string) => {
    seen.add(name);
    return `${start}${sections[name] === undefined ? old : `\n${sections[name].trim()}\n\n`}${end}`;
  });
  return {
    text,
    unknown: [...seen].filter((name) => sections[name] === undefined),
    missing: Object.keys(sections).filter((name) => !seen.has(name)),
  };
}

/** A Markdown table. Cells may hold anything: pipes and line ends are taken care of. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells
      .map((cell) =>
        cell
          .trim()
          .replaceAll(/\s*\n\s*/g, ' ')
          .replaceAll('|', '\\|'),
      )
      .join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
