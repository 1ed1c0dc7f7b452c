import { isClause } from '../text/clause.ts';

const embedding = /\b(?:what|which|whom?|whose|where|how|why|whether|that)((?:\s[^\s,;:]+){0,4})\s$/i;

/**
 * The modal of the main clause: "a form does not state which fields must be filled, the portal shall …" demands of the
 * portal. The first match where no later one stands outside of such a clause.
 */
export function mainModal(text: string, pattern: RegExp): RegExpExecArray | undefined {
  const first = pattern.exec(text) ?? undefined;
  if (!first || !isEmbedded(text, first.index)) return first;
  const all = [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))];
  return all.find(({ index }) => !isEmbedded(text, index)) ?? first;
}

/** "which fields must": no verb of its own stands between, so the modal is that of the inner clause. */
function isEmbedded(text: string, at: number): boolean {
  const between = embedding.exec(text.slice(Math.max(0, at - 80), at))?.[1];
  return between !== undefined && !isClause(`it${between}`);
}
