import { addContent } from '../content.ts';
import { emptyReading, openDraft, type Draft, type Reading } from '../draft.ts';
import { dropMarkup } from '../drop-markup.ts';
import type { RawDocument } from '../format.ts';
import { foldText, joinTexts } from '../mapped-text.ts';
import { rawLines, rawText, type RawLine } from '../raw-lines.ts';
import { skipProse } from '../skip-note.ts';
import { readDirectives, type Directive } from './directive.ts';
import { artifactOf, isRelation, linkedIds, setOption } from './need.ts';

/** Directives of the extension that show or load needs and hold none. */
const views =
  /^(?:need(?:table|list|flow|filter|pie|bar|gantt|sequence|uml|arch|import|extend|extract|service|report)|mermaid|uml)$/;

/** Types that are needs also where their id is left to the extension. */
const usual = /^(?:\w{1,40}_)?(?:req|requirement|spec|story|need)$/;

const isNeed = ({ name, options }: Directive): boolean => (options.has('id') || usual.test(name)) && !views.test(name);

function joined(raw: string, lines: RawLine[]): ReturnType<typeof joinTexts> {
  return joinTexts(lines.flatMap((line, index) => (index === 0 ? [rawText(raw, line)] : ['\n', rawText(raw, line)])));
}

/** The need that encloses another; notes and tables in between do not count. */
function enclosing(drafts: Map<Directive, Draft>, directive: Directive): Draft | undefined {
  for (let outer = directive.parent; outer; outer = outer.parent) {
    const draft = drafts.get(outer);
    if (draft) return draft;
  }
  return undefined;
}

function fill(draft: Draft, { options, content }: Directive, raw: string): void {
  addContent(draft, dropMarkup(joined(raw, content), 'restructured'));
  const links: string[] = [];
  for (const [name, value] of options) {
    if (isRelation(name)) links.push(...linkedIds(value));
    else setOption(draft.attributes, name, value);
  }
  if (links.length > 0) draft.links = [...new Set(links)];
}

/** Reads the needs of a reStructuredText file: every directive with an id, except types that are no requirements. */
export function readRst({ text: raw }: RawDocument): Reading {
  const reading = emptyReading();
  const drafts = new Map<Directive, Draft>();
  const lines = rawLines(raw);
  for (const directive of readDirectives(lines)) {
    if (!isNeed(directive)) continue;
    const { name, options, first, end } = directive;
    const place = { start: first.start, end };
    const artifact = artifactOf(name);
    const id = options.get('id') ?? '';
    if (artifact !== undefined) {
      reading.skips.push({ ...place, reason: `${name} ${id} is ${artifact}` });
      continue;
    }
    const title = foldText(dropMarkup(joined(raw, directive.title), 'restructured'));
    const parent = enclosing(drafts, directive);
    const draft = openDraft(reading, {
      extent: 'row',
      ...place,
      ...(id !== '' && { id }),
      ...(title.text !== '' && { title }),
      ...(parent && { parent }),
    });
    drafts.set(directive, draft);
    fill(draft, directive, raw);
    draft.end = end;
  }
  skipProse(reading, lines, 'Normative text outside a need');
  return reading;
}
