import { addCriterion, emptyReading, openDraft, type Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import { readIdPrefix } from '../id-prefix.ts';
import { isCriterionId } from '../identifier.ts';
import { foldText, sliceText, type MappedText } from '../mapped-text.ts';
import { isStory } from '../reading-words.ts';

/** In a list of stories a line need not say `I want`: `As a buyer I receive a receipt`, `As someone who …, I am told …`. */
const listed =
  /^as\s+(?:an?(?=\s|[A-Z])|the\s|some\w*\s|any\w*\s|all\s|\p{Lu}[\p{L}.]{1,40}\s)[^\n]{0,240}?(?:\bI(?:\s+\p{Ll}|['’](?:m|d|ll)\s)|\b(?:would|wants?|needs?|can)\s)/iu;
const isListed = (text: string): boolean => isStory(text) || listed.test(text.slice(0, 400));

type Line = { content: MappedText; start: number; end: number };

const marker = /^\s{0,100}(?:[-*+•]|\(?\d{1,4}[.):,;]|#\d{1,6}#?)?\s{0,20}(?:\[[ xX]?\]\s{1,20})?["“]?(?=\S)/;
const mostLooked = 200;

function linesOf(text: string, most = Number.POSITIVE_INFINITY): Line[] {
  const lines: Line[] = [];
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length && lines.length < most;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const skip = marker.exec(text.slice(at, end))?.[0].length ?? 0;
    const start = at + skip;
    const content = foldText({ text: text.slice(start, end), runs: [{ at: 0, start, length: end - start }] });
    lines.push({ content, start, end: start + text.slice(start, end).trimEnd().length });
    at = end + 1;
  }
  return lines;
}

/** The story of a line behind its id, if it has one. */
function storyIn({ content }: Line): { id?: string; text: MappedText } | undefined {
  const prefix = readIdPrefix(content.text, false);
  const text = prefix ? foldText(sliceText(content, prefix.length)) : content;
  return isListed(text.text) ? { ...(prefix ? { id: prefix.id } : {}), text } : undefined;
}

/** Whether a text file is a list of user stories: at least half of its lines begin one. */
export function isStoryList({ path, text }: RawDocument): boolean {
  if (!/\.txt$/i.test(path)) return false;
  const lines = linesOf(text.slice(0, 100_000), mostLooked).filter(({ content }) => content.text !== '');
  const stories = lines.filter((line) => storyIn(line) !== undefined).length;
  return stories > 0 && stories * 2 >= lines.length;
}

/**
 * Reads one user story for each line. A line that goes on in lower case continues the story above it; a line with the
 * id of a criterion (`AC1: …`) belongs to it.
 */
export function readStoryList({ text }: RawDocument): Reading {
  const reading = emptyReading();
  let open = false;
  for (const line of linesOf(text)) {
    const { content, start, end } = line;
    const draft = reading.drafts.at(-1);
    const story = content.text === '' ? undefined : storyIn(line);
    const prefix = story ? undefined : readIdPrefix(content.text, false);
    if (content.text === '') open = false;
    else if (story) {
      const { id } = story;
      openDraft(reading, {
        derive: 'US',
        kind: 'user_story',
        extent: 'row',
        text: [story.text],
        start,
        end,
        ...(id === undefined ? {} : { id }),
      });
      open = true;
    } else if (draft && prefix && isCriterionId(prefix.id) && prefix.length < content.text.length)
      addCriterion(draft, { id: prefix.id, text: foldText(sliceText(content, prefix.length)), start, end });
    else if (draft && open && draft.criteria.length === 0 && /^[\p{Ll},]/u.test(content.text)) {
      draft.text.push(content);
      draft.end = end;
    } else reading.skips.push({ start, end, reason: 'Line that is no user story' });
  }
  return reading;
}
