import { markdownText, type Problem } from '../../core/index.ts';

/** Why a command was not followed, as Markdown in which nothing is live. */
export function renderRefusal(problems: Problem[]): string {
  return render('Not done:', problems);
}

/** What could not be told after a command was followed, as Markdown in which nothing is live. */
export function renderUntold(problems: Problem[]): string {
  return render('Done, but how things stand now could not be told:', problems);
}

function render(head: string, problems: Problem[]): string {
  const [only] = problems;
  if (only && problems.length === 1) return `${head} ${said(only)}`;
  const shown = problems.slice(0, 20).map((each) => `- ${said(each)}`);
  return [head, '', ...shown, ...(problems.length > 20 ? [`- … and ${problems.length - 20} more`] : [])].join('\n');
}

function said({ message, hint }: Problem): string {
  return `${markdownText(message.slice(0, 600).replace(/[.\s]+$/, ''))}. ${markdownText(hint.slice(0, 600))}`;
}
