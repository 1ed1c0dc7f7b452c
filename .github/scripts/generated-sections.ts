export type Sections = Record<string, string>;

const section = /(?<start><!-- generated:(?<name>[\w-]+) -->\n)[\s\S]*?(?<end><!-- \/generated -->)/g;

/**
 * Fills each `<!-- generated:NAME -->` … `<!-- /generated -->` of a document with the text of that name. `unknown` lists
 * marked sections that nothing generates, `missing` texts that the document has no section for.
 */
export function fillSections(
  document: string,
  sections: Sections,
): { text: string; unknown: string[]; missing: string[] } {
  const marked = [...document.matchAll(section)];
  const seen = new Set(marked.map(({ groups }) => groups?.['name'] ?? ''));
  let text = '';
  let from = 0;
  for (const { 0: whole, index, groups } of marked) {
    const content = sections[groups?.['name'] ?? ''];
    const filled = `${groups?.['start']}\n${content?.trim()}\n\n${groups?.['end']}`;
    text += document.slice(from, index) + (content === undefined ? whole : filled);
    from = index + whole.length;
  }
  text += document.slice(from);
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
