import { markdownText, type Problem } from '../../core/index.ts';

/** Why a command was not followed, as Markdown in which nothing is live. */
export function renderRefusal(problems: Problem[]): string {
  const [only] = problems;
  if (only && problems.length === 1) return `Not done: ${said(only)}`;
  const shown = problems.slice(0, 20).map((each) => `- ${said(each)}`);
  return ['Not done:', '', ...shown, ...(problems.length > 20 ? [`- … and ${problems.length - 20} more`] : [])].join(
    '\n',
  );
}

function said({ message, hint }: Problem): string {
  return `${markdownText(message.slice(0, 600))}. ${markdownText(hint.slice(0, 600))}`;
}
