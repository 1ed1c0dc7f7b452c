/** Where the committed record lives, below the root. */
export const suiteFolder = 'casewright';
export const lockPath = `${suiteFolder}/casewright.lock`;

/** The committed suite of a document, such as `casewright/docs/shop.md.cases.yml`. */
export function suitePath(document: string): string {
  return `${suiteFolder}/${document}.cases.yml`;
}
