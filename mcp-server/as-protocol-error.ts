import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { type Problem, renderProblem } from '../core/index.ts';
import { cleanText } from './clean.ts';

/** What is wrong with what a client asked for, where the protocol has no result to say it in. */
export function asProtocolError(problems: Problem[]): ProtocolError {
  const code = problems.some((each) => each.code === 'internal_error')
    ? ProtocolErrorCode.InternalError
    : ProtocolErrorCode.InvalidParams;
  return new ProtocolError(code, problems.map((each) => cleanText(renderProblem(each))).join('\n'));
}
