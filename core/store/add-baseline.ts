import { Document, isSeq, parseDocument } from 'yaml';

/** The gaps of a day: who answers for them, and until when. Dates such as 2026-11-21. */
export type Baseline = { ids: string[]; owner: string; today: string; expires: string };

/**
 * `casewright/waivers.yml` with an entry for all gaps that are there today. Each is named, so that a new one still closes
 * the gate. `before`: the file as it is, whose entries and comments stay.
 */
export function addBaseline(before: string | undefined, { ids, owner, today, expires }: Baseline): string {
  const entry = { ids, reason: `Baseline of ${today}: gaps from before casewright`, owner, expires };
  const document: Document = before === undefined ? new Document({ waivers: [] }) : parseDocument(before);
  if (before === undefined) document.commentBefore = ' Gaps that the gate passes over, each until its date.';
  const waivers = document.get('waivers');
  if (isSeq(waivers)) {
    waivers.flow = false;
    waivers.add(document.createNode(entry));
  }
  return document.toString({ lineWidth: 0 });
}
