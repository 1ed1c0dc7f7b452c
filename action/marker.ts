/** Which run wrote a comment, and for which commit. */
export type Stamp = { headSha: string; run: { id: number; attempt: number } };

const pattern = /^<!-- casewright:comment head=([0-9a-f]{40}) run=(\d+)\.(\d+) -->\r?\n/;

/** The marker is the first line, so that no cut can lose it. */
export function stamped(body: string, { headSha, run }: Stamp): string {
  return `<!-- casewright:comment head=${headSha} run=${run.id}.${run.attempt} -->\n${body}`;
}

/** Takes a comment apart; undefined: casewright did not write it. GitHub may change line ends. */
export function unstamped(comment: string): { body: string; stamp: Stamp } | undefined {
  const found = pattern.exec(comment);
  if (!found) return undefined;
  const [line, headSha = '', id, attempt] = found;
  const body = comment.slice(line.length).replaceAll('\r\n', '\n').trimEnd();
  return { body, stamp: { headSha, run: { id: Number(id), attempt: Number(attempt) } } };
}

/** Whether `a` comes from a later run than `b`. */
export function isLater(a: Stamp, b: Stamp): boolean {
  return a.run.id === b.run.id ? a.run.attempt > b.run.attempt : a.run.id > b.run.id;
}
