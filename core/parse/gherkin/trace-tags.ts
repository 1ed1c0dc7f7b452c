import type { Tag } from '@cucumber/messages';
import { isRequirementId } from '../identifier.ts';

const named = /^@(?:id|req|reqs?id|requirement|story|us|trace|traces|covers|verifies|implements)[:=](.+)$/i;
const tests = /^(?:TEST|TC|TS|XRAY|BUG|DEFECT)[-_]/i;
const coverage =
  /\[\s*\w{1,20}(?:~[^\]>\s]{0,80})?\s*->\s*(\w{1,20}~[\p{L}\p{N}_.-]{1,80}~\d{1,6})\s*(?:>>[^\]]{0,80})?\]/gu;

/** The requirement that a tag names: `@REQ-7`, `@id:login`, `@US1-AC2`; undefined for `@smoke` and for tests (`@TC-3`). */
export function tagId({ name }: Pick<Tag, 'name'>): string | undefined {
  const bare = name.slice(1);
  const id = named.exec(name)?.[1];
  if (id !== undefined && /^[\p{L}\p{N}][\p{L}\p{N}._~-]{0,79}$/u.test(id)) return id;
  return isRequirementId(bare) && !tests.test(bare) ? bare : undefined;
}

/** What a coverage tag names in a description or a comment: `[utest->req~login~1]`. */
export function coveredIds(text: string): string[] {
  return [...text.matchAll(coverage)].flatMap((match) => match[1] ?? []);
}
