import { foldText, joinTexts, rawEnd, rawStart, sliceText, type MappedText } from '../mapped-text.ts';
import type { Skip } from '../draft.ts';

/** A scenario of a Gherkin block: its name and its steps as one text. */
export type Scenario = { name: MappedText; steps: MappedText[]; start: number; end: number };

/** What a Gherkin block holds. `skips` names what in it is not read. */
export type Gherkin = { scenarios: Scenario[]; skips: Skip[] };

const keyword = /^(Feature|Rule|Background|Scenario Outline|Scenario Template|Scenarios|Scenario|Examples?):\s*/;
const step = /^(?:(?:Given|When|Then|And|But)\b|\*\s)/;
const unread: Record<string, string> = {
  Background: 'Background of a Gherkin block; not read yet',
  'Scenario Outline': 'Scenario Outline; not read yet',
  'Scenario Template': 'Scenario Outline; not read yet',
};

/** Whether a fenced block is Gherkin: it says so, or has no language and holds a scenario with steps. */
export function isGherkin(language: string, text: string): boolean {
  if (/^(?:gherkin|feature|cucumber)$/.test(language)) return true;
  return (
    /^(?:|te?xt|plain|plaintext)$/.test(language) &&
    /^\s*Scenario[^:\n]{0,20}:/m.test(text) &&
    /^\s*(?:Given|When|Then)\b/m.test(text)
  );
}

function linesOf(content: MappedText): { line: MappedText; place: { start: number; end: number } }[] {
  return [...content.text.matchAll(/[^\n]+/g)].flatMap((match) => {
    const line = foldText(sliceText(content, match.index, match.index + match[0].length));
    const start = rawStart(line);
    return start === undefined ? [] : [{ line, place: { start, end: rawEnd(line) ?? start } }];
  });
}

/** Reads the scenarios of a Gherkin block (English keywords). */
export function readGherkin(content: MappedText): Gherkin {
  const scenarios: Scenario[] = [];
  const skips: Skip[] = [];
  let scenario: Scenario | undefined;
  let skip: Skip | undefined;
  let quoted: string | undefined;
  for (const { line, place } of linesOf(content)) {
    const { text } = line;
    const quote = /^(?:"""|```)/.exec(text)?.[0];
    const inside = quoted !== undefined;
    if (quote !== undefined && (!inside || quoted === quote)) quoted = inside ? undefined : quote;
    const key = inside || quote ? undefined : keyword.exec(text);
    const word = key?.[1] ?? '';
    if (key && /^(?:Scenario|Example)$/.test(word)) {
      skip = undefined;
      scenario = { name: sliceText(line, key[0].length), steps: [], ...place };
      scenarios.push(scenario);
    } else if (key && unread[word] !== undefined) {
      scenario = undefined;
      skip = { ...place, reason: unread[word] };
      skips.push(skip);
    } else if (key && /^(?:Feature|Rule)$/.test(word)) skip = scenario = undefined;
    else if (skip) skip.end = place.end;
    else if (inside || quote || text.startsWith('|') || key) {
      const before = skips.at(-1);
      if (before && before.reason === detail && scenario && before.start > scenario.start) before.end = place.end;
      else skips.push({ ...place, reason: detail });
    } else if (scenario && step.test(text)) {
      scenario.steps.push(text.startsWith('*') ? joinTexts(['And ', sliceText(line, 2)]) : line);
      scenario.end = place.end;
    }
  }
  for (const { steps, start, end } of scenarios) {
    if (steps.length === 0) skips.push({ start, end, reason: 'Scenario without a step' });
  }
  return { scenarios: scenarios.filter(({ steps }) => steps.length > 0), skips };
}

const detail = 'Table or text block of a Gherkin step; not read yet';
