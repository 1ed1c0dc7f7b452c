import { ConfigurationError, problem, type Problem } from '../../core/index.ts';
import { answerComment } from './answer-comment.ts';
import type { CommentTrigger } from '../event.ts';
import { followCommand } from './follow-command.ts';
import type { Answer } from './land.ts';
import type { Inputs } from '../inputs.ts';
import { openJob } from '../open-job.ts';
import { type Command, parseCommand } from './parse-command.ts';
import { permissionOf } from './permission.ts';
import { react } from './react.ts';
import { renderRefusal } from './render-refusal.ts';
import { commentedPull } from '../read/resolve-target.ts';
import { tellNothing } from '../tell/tell.ts';
import type { World } from '../world.ts';
import { say } from '../say.ts';

/**
 * Follows a command in a comment. A comment that is none costs no request, and who may not give commands gets no words: else
 * anybody could make casewright write.
 * @throws ConfigurationError what fails the job; GitHub's refusals
 */
export async function runCommand(world: World, trigger: CommentTrigger): Promise<void> {
  const read = parseCommand(trigger.comment.body);
  const ignored = ignoredBecause(trigger, read !== undefined);
  if (read === undefined || ignored !== undefined) return say.info(ignored ?? '');
  if (!trigger.isPullRequest) return tellNothing(world, 'A command counts only in a comment on a pull request.');
  const permission = await permissionOf(world.octokit, trigger);
  if (!permission.allowed) {
    await react(world, trigger, '-1');
    return tellNothing(world, permission.why);
  }
  await react(world, trigger, 'eyes');
  try {
    const answer = 'problem' in read ? refusal(read.problem) : await answerTo(world, trigger, read.command);
    if (!answer.isDone) say.notice('The command was not followed; its answer says why.');
    if (answer.text !== undefined) await answerComment(world, trigger, answer.text);
    await react(world, trigger, answer.isDone ? 'rocket' : 'confused');
  } catch (error) {
    await react(world, trigger, 'confused');
    if (error instanceof ConfigurationError) await answerComment(world, trigger, renderRefusal(error.problems));
    throw error;
  }
}

function ignoredBecause({ comment, isNew }: CommentTrigger, isCommand: boolean): string | undefined {
  if (!isCommand) return 'The comment is no command for casewright.';
  if (comment.isBot) return 'The comment is by a bot, whose commands do not count.';
  // Whoever may edit comments could put other words into the mouth of somebody who has the permission.
  return isNew ? undefined : 'The comment is not new; a command counts when it is written first.';
}

async function answerTo(world: World, trigger: CommentTrigger, command: Command): Promise<Answer> {
  say.info(`Command: ${command.verb}.`);
  if (command.verb === 'help') return { isDone: true, text: help };
  const target = await commentedPull(world.octokit, trigger);
  if (!target) return refusal(gone);
  return followCommand(await openJob({ ...world, inputs: inputsForCommands(world.inputs) }, target), command, trigger);
}

/** A command speaks of the whole pull request, and what it is told is no verdict: that of the gate belongs to the runs of the pull request. */
function inputsForCommands({ ratchet: _ratchet, shard: _shard, ...inputs }: Inputs): Inputs {
  return { ...inputs, failOn: [] };
}

function refusal(given: Problem): Answer {
  return { isDone: false, text: renderRefusal([given]) };
}

const gone = problem({
  code: 'no_pull_request',
  message: 'GitHub does not say what the pull request holds',
  hint: 'Say it again later.',
});

const help = [
  'Commands for casewright, in the first line of a comment:',
  [
    '- `/casewright generate` commits the missing cases as drafts',
    '- `/casewright accept TC-REQ-7-1 TC-REQ-7-2` signs cases off; `accept all` signs off every draft that fits its requirement',
    '- `/casewright reject TC-REQ-7-1 why` turns a case down, with a reason',
    '- `/casewright explain TC-REQ-7-1` shows requirement, evidence, checks and history of a case',
  ].join('\n'),
  'Whoever may write to the repository may give them. An edited comment does not count.',
].join('\n\n');
