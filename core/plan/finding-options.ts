import type { Finding } from '../types.ts';

/** What a team changes about findings. `levels`: rule → how loud, or off; `vague`: its own vague words; `allowed`: words that are none. */
export type FindingOptions = {
  levels?: Partial<Record<string, Finding['severity'] | 'off'>>;
  vague?: readonly string[];
  allowed?: readonly string[];
};

/** The findings as a team wants them. */
export function withLevels(findings: Finding[], { levels = {}, allowed = [] }: FindingOptions): Finding[] {
  const fine = new Set(allowed.map((word) => `"${word.toLowerCase()}" cannot be measured`));
  return findings.flatMap((finding) => {
    if (finding.rule === 'vague_term' && fine.has(finding.message.toLowerCase())) return [];
    const level = Object.hasOwn(levels, finding.rule) ? levels[finding.rule] : undefined;
    if (level === 'off') return [];
    return level === undefined ? finding : { ...finding, severity: level };
  });
}
