/** Where the committed record lives, below the root. */
export const suiteFolder = 'casewright';
export const lockPath = `${suiteFolder}/casewright.lock`;
export const waiversPath = `${suiteFolder}/waivers.yml`;
export const feedbackPath = `${suiteFolder}/feedback.jsonl`;

/** The committed suite of a document, such as `casewright/docs/shop.md.cases.yml`. */
export function suitePath(document: string): string {
  return `${suiteFolder}/${document}.cases.yml`;
}
