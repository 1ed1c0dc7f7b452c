/** A verb phrase taken apart: "lock the account for 15 minutes" → lock · the account · for 15 minutes. */
export type VerbPhrase = { verb: string; object: string; rest: string };

const preposition =
  /\s+(?:(?:for|within|to|in|into|on|onto|at|from|with|without|by|as|via|through|over|under|above|below|after|before|until|during|per|about|against|between|once|so that|and|immediately|automatically|again)\b)/i;

/** Takes a base verb phrase apart. The object keeps its relative clause ("a message whose checksum is invalid"). */
export function verbPhrase(predicate: string): VerbPhrase {
  const [, verb = predicate, tail = ''] = /^(\S+)\s*(.*)$/su.exec(predicate.trim()) ?? [];
  const particle =
    /^(?:up|down|off|out|in|on|back|over)\s+(?=(?:the|an?|all|its|their|every)\b)/i.exec(tail)?.[0] ?? '';
  const body = tail.slice(particle.length);
  const relative = /\s(?:who|that|which|whose)\s/i.exec(body);
  const cut = preposition.exec(` ${body.replace(/,\s/, ' and ')}`);
  const end = cut && (!relative || cut.index < relative.index) ? Math.max(cut.index - 1, 0) : body.length;
  return {
    verb: particle ? `${verb} ${particle.trim()}` : verb,
    object: body.slice(0, end).trim(),
    rest: body.slice(end).trim(),
  };
}
