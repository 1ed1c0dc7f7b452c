import { jsonrepair } from 'jsonrepair';

const most = 20;
const begins = /^\{\s*["'\w]/;

/**
 * The JSON object in an answer that no grammar held to the schema: reasoning, prose and fences around it go. Only an
 * answer that ended by itself is repaired, since closing what was cut off would pass for complete.
 */
export const extractJson = (answer: string, complete: boolean): string => {
  const text = answer.replace(/^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i, '');
  const objects = objectsIn(text);
  const found = objects.find((candidate) => isJsonObject(candidate));
  if (found !== undefined) return found;
  const broken = objects.find((candidate) => begins.test(candidate));
  if (broken === undefined) return text.trim();
  return complete ? repaired(broken) : broken;
};

/** Texts between braces, none within another; one that is never closed is the last. */
const objectsIn = (text: string): string[] => {
  const objects: string[] = [];
  let from = text.indexOf('{');
  while (from !== -1 && objects.length < most) {
    const object = objectAt(text, from);
    const open = !object.endsWith('}');
    // A brace in prose opens nothing.
    if (open && !begins.test(object)) from = text.indexOf('{', from + 1);
    else {
      objects.push(object);
      from = open ? -1 : text.indexOf('{', from + object.length);
    }
  }
  return objects;
};

/** From a brace to the one that closes it, else to the end of the fence or of the text. */
const objectAt = (text: string, start: number): string => {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}') depth -= 1;
    if (depth === 0) return text.slice(start, at + 1);
  }
  return text.slice(start).replace(/\s*```[\s\S]*$/, '');
};

const repaired = (text: string): string => {
  try {
    return jsonrepair(text);
  } catch {
    return text;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether a text is one JSON object and nothing else. */
export const isJsonObject = (text: string): boolean => isObject(parsed(text));

// `{}` is found in prose and in templates, and is no answer.
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
