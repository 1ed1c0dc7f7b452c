/** Names of standards, formats and document parts that look like an id but are none. */
const standards =
  /^(?:UTF|ISO|IEC|IEEE|RFC|SHA|MD|TLS|SSL|HTTPS?|MP|COVID|ECMA|CSS|HTML|USB|WIFI|IPV|DIN|ANSI|ASTM|NIST|FIPS|PCI|OWASP|CVE|CWE|AES|RSA|BASE|BLAKE|CRC|WCAG|GMT|UTC|CP|LATIN|WINDOWS|OAUTH|JPEG|ISBN|SAE|ITU|VDE|MISRA|CISPR)[-_.]?\d/i;
const numberedStandards = /^(?:EN|DO|ES|H|X|MIL|UN|ED|TS|G)[-_.]?\d{3,}[A-Z]?$/;
const documentParts =
  /^(?:section|chapter|table|figure|fig|step|phase|part|version|sprint|release|appendix|annex|page|note|example|option|level|day|week|milestone|iteration)[-_.]?\d|^v\.?\d/i;
const shape = /^[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*$/;

/** Whether a token is the id of a requirement: `REQ-7`, `US1-AC2`, `SRS_12`, `FR001`, `XY1002.1.2`; not `UTF-8`, `ISO-8601`. */
export function isRequirementId(token: string): boolean {
  if (token.length > 48 || !shape.test(token) || !/[A-Z]/.test(token) || !/\d/.test(token)) return false;
  if (/^[A-Za-z]\./.test(token)) return false;
  if (standards.test(token) || numberedStandards.test(token) || documentParts.test(token)) return false;
  // Without a separator only capitals make an id: `FR001`, not `Windows11`; the number stands at or near the end.
  const [head = ''] = token.split(/[-_.]/);
  if (head === token && !/^[A-Z]+\d+[a-z]?$/.test(token)) return false;
  return /^[A-Z]/.test(token) && /\d/.test(token.split(/[-_.]/).slice(-2).join(''));
}

/** Whether an id is that of an acceptance criterion: `AC1`, `AC-1.2`, `US1-AC2`. */
export function isCriterionId(id: string): boolean {
  return /(?:^|[-_.])AC[-_]?\d+(?:\.\d+)*$/i.test(id);
}

/** The story or requirement that a criterion id names: `US1` for `US1-AC2`, empty for `AC2`. */
export function criterionOwner(id: string): string {
  return id.replace(/[-_.]?AC[-_]?\d+(?:\.\d+)*$/i, '');
}

/** Spelling-tolerant key: `US-1`, `US_1` and `US1` are the same story. */
export function idKey(id: string): string {
  return id.toUpperCase().replace(/[-_]/g, '');
}
