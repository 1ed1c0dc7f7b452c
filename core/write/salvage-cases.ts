/** The complete members of a JSON object that may be cut off: those whose value is an object that was closed. */
export const salvageCases = (text: string): Record<string, unknown> => {
  const whole = asRecord(text);
  if (whole !== undefined) return whole;
  const end = endOfLastMember(text);
  return (end === undefined ? undefined : asRecord(`${text.slice(0, end)}}`)) ?? {};
};

// Position after the last `}` that leads back to the outermost object. Braces within strings do not count.
const endOfLastMember = (text: string): number | undefined => {
  let depth = 0;
  let quoted = false;
  let end: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 1 && character === '}') end = at + 1;
    }
  }
  return end;
};

const asRecord = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
};
