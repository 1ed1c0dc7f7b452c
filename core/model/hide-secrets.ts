const shortest = 4;

/** Takes keys out of what a server says: many repeat the key that they refuse. */
export const secretHider = (secrets: string[]): ((text: string) => string) => {
  const forms = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length);
  return (text) =>
    forms
      .reduce((hidden, form) => hidden.replaceAll(form, '***'), text)
      .replace(/\b(sk|bce-v3)[-/][\w*./-]{6,}/g, '***')
      .replace(/\b(Bearer|Basic) +[\w.~+/=-]{6,}/gi, '$1 ***');
};
