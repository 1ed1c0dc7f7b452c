import { nearest, problem, type Problem, visible } from '../../core/index.ts';

/** What somebody asks for in a comment. Ids are as written: `TC-REQ-7-1` or `docs/shop.md:TC-REQ-7-1`. */
export type Command =
  | { verb: 'generate' | 'help' }
  | { verb: 'accept'; ids: string[] | 'all' }
  | { verb: 'reject'; ids: string[]; reason: string }
  | { verb: 'explain'; ids: string[] };

const verbs = ['generate', 'accept', 'reject', 'explain', 'help'] as const;
const mostIds = 50;
const longestReason = 500;
const longestLine = 10_000;

/**
 * The command in the first line of a comment, such as `/casewright accept TC-REQ-7-1`; undefined: it is none. Ids stand in
 * plain text, in code font or in quotes, with spaces or commas between them.
 */
export function parseCommand(comment: string): { command: Command } | { problem: Problem } | undefined {
  const [line = ''] = comment.slice(0, longestLine).split(/[\r\n\u2028\u2029]/, 1);
  const found = /^ {0,3}\/casewright(?:[ \t]+(.*))?$/.exec(line);
  if (!found) return undefined;
  if (line.length === longestLine) return { problem: tooLong };
  const [, said = 'help'] = found;
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(said.trim()) ?? [];
  const verb = verbs.find((each) => each === word.toLowerCase());
  if (verb === undefined) return word === '' ? { command: { verb: 'help' } } : { problem: unknownVerb(word) };
  if (verb === 'help') return { command: { verb } };
  if (verb === 'generate') return rest === '' ? { command: { verb } } : { problem: takesNothing(rest) };
  if (verb === 'accept' && /^all$/i.test(rest)) return { command: { verb, ids: 'all' } };
  return verb === 'reject' ? rejection(rest) : named(verb, rest);
}

function named(verb: 'accept' | 'explain', text: string): { command: Command } | { problem: Problem } {
  const { ids, rest } = leadingIds(text, () => true);
  const wrong = idsProblem(ids, verb);
  if (wrong) return { problem: wrong };
  return rest === '' ? { command: { verb, ids } } : { problem: noIds(verb) };
}

/** The first word is an id whatever it looks like; after it the reason begins where no more case is named. */
function rejection(text: string): { command: Command } | { problem: Problem } {
  const { ids, rest } = leadingIds(text, (id, index) => index === 0 || /(?:^|:)TC-/.test(id));
  const wrong = idsProblem(ids, 'reject');
  if (wrong) return { problem: wrong };
  const reason = visible(rest);
  if (reason === '') return { problem: noReason };
  return reason.length > longestReason ? { problem: longReason } : { command: { verb: 'reject', ids, reason } };
}

function leadingIds(text: string, isId: (id: string, index: number) => boolean): { ids: string[]; rest: string } {
  const ids: string[] = [];
  let rest = text;
  for (;;) {
    const found = /^[\s,]*(?:`([^`]+)`|"([^"]+)"|([^\s,`"]+))(?=[\s,]|$)/.exec(rest);
    const id = found?.[1] ?? found?.[2] ?? found?.[3];
    if (!found || id === undefined || !isId(id.trim(), ids.length)) break;
    ids.push(id.trim());
    rest = rest.slice(found[0].length);
  }
  return { ids: [...new Set(ids)], rest: rest.replace(/^[\s,]+|\s+$/g, '') };
}

function idsProblem(ids: string[], verb: string): Problem | undefined {
  if (ids.length === 0) return noIds(verb);
  if (ids.length <= mostIds) return undefined;
  const message = `${ids.length} cases are named in one command`;
  return problem({ code: 'too_many_cases', message, hint: `Name at most ${mostIds}, or use /casewright accept all.` });
}

function noIds(verb: string): Problem {
  const hint = `Write /casewright ${verb} TC-REQ-7-1${verb === 'reject' ? ' and why' : ''}; the ids stand in the comment of casewright.`;
  return problem({ code: 'no_case', message: `${verb} needs the ids of cases and nothing else`, hint });
}

function unknownVerb(word: string): Problem {
  const like = nearest(word.toLowerCase(), verbs);
  const all = `The commands are ${verbs.join(', ')}.`;
  const hint = like === undefined ? all : `Did you mean /casewright ${like}? ${all}`;
  return problem({ code: 'unknown_command', message: `there is no command ${visible(word).slice(0, 60)}`, hint });
}

function takesNothing(rest: string): Problem {
  const message = `generate takes nothing after it, and there is ${visible(rest).slice(0, 60)}`;
  return problem({ code: 'wrong_command', message, hint: 'Write /casewright generate alone in the first line.' });
}

const noReason = problem({
  code: 'no_reason',
  message: 'a rejection needs its reason',
  hint: 'Write /casewright reject TC-REQ-7-1 and, in the same line, what is wrong with the case.',
});

const longReason = problem({
  code: 'long_reason',
  message: `the reason is longer than ${longestReason} characters`,
  hint: 'Say it shorter; discuss the rest in the lines below, which casewright does not read.',
});

const tooLong = problem({
  code: 'long_command',
  message: `the first line is longer than ${longestLine} characters`,
  hint: `Name at most ${mostIds} cases in one command.`,
});
