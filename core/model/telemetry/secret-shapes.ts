const enough = 200;

/** Whether a value that stands after a name like `token` looks drawn by chance rather than written by a person. */
export const looksRandom = (value: string): boolean => {
  const core = value.slice(0, enough).replace(/[.=_~-]+$/, '');
  if (/^[0-9a-f-]+$/i.test(core)) return core.length >= 16 && /\d/.test(core) && /[a-f]/i.test(core);
  if (core.length < 20 || (core.length < 32 && !/\d/.test(core))) return false;
  const kinds = Array.from(core, kindOf);
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  return changes >= core.length / 4;
};

/** Whether what follows `Basic` is the base64 of `user:password`. */
export const isBasicToken = (token: string): boolean => {
  const text = Buffer.from(token, 'base64').toString('latin1');
  return text.includes(':') && /^[ -~\u00a0-\u00ff]+$/.test(text);
};

/** Whether what follows `Bearer` is a token: `Bearer authentication` and `bearer REQ-1234` are words. */
export const isBearerToken = (token: string): boolean => {
  if (/^[A-Z]{2,}(?:-[A-Z]+)*-\d+$/.test(token)) return false;
  if (token.length >= 20) return !/^[A-Za-z]?[a-z]*(?:-[a-z]+)*[.,]?$/.test(token);
  return /\d/.test(token) && /[A-Za-z]/.test(token);
};

const kindOf = (letter: string): string => {
  if (/\d/.test(letter)) return 'digit';
  if (/[a-z]/.test(letter)) return 'lower';
  return /[A-Z]/.test(letter) ? 'upper' : 'other';
};
