import type { FromSchema } from 'json-schema-to-ts';
import { problem } from '../errors.ts';
import { waiversSchema } from '../schema/waivers.ts';
import { readCheckedYaml } from '../text/checked-yaml.ts';
import { lazySchema } from '../text/lazy-schema.ts';
import type { Problem } from '../types.ts';

type WaiversFile = FromSchema<typeof waiversSchema>;
export type Waiver = WaiversFile['waivers'][number];

const isWaiversFile = lazySchema<WaiversFile>(waiversSchema);

/**
 * Reads `casewright/waivers.yml`. `today` is a date such as 2026-11-21: what expired before it waives nothing any more
 * and is a problem, as is a date that is none.
 */
export function parseWaivers(
  file: { path: string; text: string },
  today: string,
): { waivers: Waiver[]; problems: Problem[] } {
  const { value, problems } = readCheckedYaml(isWaiversFile, file);
  if (!value) return { waivers: [], problems };
  const found = value.waivers.map((waiver) => ({ waiver, wrong: wrongDate(waiver, today, file) }));
  return {
    waivers: found.filter(({ wrong }) => wrong === undefined).map(({ waiver }) => waiver),
    problems: found.flatMap(({ wrong }) => wrong ?? []),
  };
}

function wrongDate(waiver: Waiver, today: string, file: { path: string; text: string }): Problem | undefined {
  const { expires, ids, owner } = waiver;
  const at = Math.max(0, file.text.indexOf(ids[0] ?? ''));
  const line = file.text.slice(0, at).split('\n').length;
  const source = { path: file.path, line, end_line: line };
  const named = `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(expires) || Number.isNaN(Date.parse(expires)))
    return problem({
      code: 'waiver_date',
      message: `the waiver of ${named} expires on "${expires}", which is no date`,
      source,
      hint: 'Write it as year-month-day, such as 2027-03-31.',
    });
  if (expires >= today) return undefined;
  return problem({
    code: 'waiver_expired',
    severity: 'warning',
    message: `the waiver of ${named} expired on ${expires}`,
    source,
    hint: `Close the gap, or ask ${owner} for a new date.`,
  });
}

/** Whether a waiver names a finding of the gate (`<document>:<id>`): itself, or the requirement that it is about. */
export function waiverIndex(waivers: Waiver[]): (finding: string, requirement: string) => boolean {
  const ids = new Set(waivers.flatMap((waiver) => waiver.ids));
  return (finding, requirement) => {
    const bare = (id: string) => id.slice(id.indexOf(':') + 1);
    return [finding, bare(finding), requirement, bare(requirement)].some((id) => ids.has(id));
  };
}
