/** Whether a fenced block is Gherkin: it says so, or has no language and holds a scenario with steps. */
export function isGherkin(language: string, text: string): boolean {
  if (/^(?:gherkin|feature|cucumber)$/.test(language)) return true;
  return (
    /^(?:|te?xt|plain|plaintext)$/.test(language) &&
    /^[ \t]*Scenario[^:\n]{0,20}:/m.test(text) &&
    /^[ \t]*(?:Given|When|Then)\b/m.test(text)
  );
}
