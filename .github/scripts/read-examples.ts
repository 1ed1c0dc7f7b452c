/**
 * A block of shell in a document: commands, and for a `console` block what each one prints. `line` counts from 1; `file`
 * has to be there first.
 */
export type Example = {
  line: number;
  language: 'console' | 'sh';
  file?: { name: string; text: string };
  steps: { command: string; output: string }[];
};

const fence = /^```(\w+)\b([^\n]*)\n([\s\S]*?)^```/gm;

/**
 * The blocks whose fence says `test`, such as ```` ```console test ````. Commands of `console` start with `$ `. With
 * `file=NAME` the block before, of another language, is the content of that file.
 */
export function readExamples(document: string): Example[] {
  const examples: Example[] = [];
  let shown = '';
  for (const { index, 1: language, 2: info = '', 3: body = '' } of document.matchAll(fence)) {
    if (language !== 'console' && language !== 'sh') shown = body;
    else if (/\btest\b/.test(info)) {
      const line = document.slice(0, index).split('\n').length;
      const name = /\bfile=(\S+)/.exec(info)?.[1];
      const steps = language === 'sh' ? [{ command: body, output: '' }] : consoleSteps(body);
      examples.push({ line, language, steps, ...(name !== undefined && { file: { name, text: shown } }) });
    }
  }
  return examples;
}

function consoleSteps(body: string): Example['steps'] {
  const steps: Example['steps'] = [];
  for (const line of body.trimEnd().split('\n')) {
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), output: '' });
    else {
      const last = steps.at(-1);
      if (last) last.output += `${line}\n`;
    }
  }
  return steps;
}

/**
 * Whether output is what the document shows. `…` stands for anything within a line; alone on a line, for any number of
 * lines. White space at the ends of lines and of the whole does not count.
 */
export function matchesOutput(shown: string, printed: string): boolean {
  const lines = shown
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());
  const pattern = lines
    .map((line) =>
      line.trim() === '…'
        ? '(?:.*\\n)*?'
        : `${line
            .split('…')
            .map((part) => literally(part))
            .join('.*')}\\n`,
    )
    .join('');
  const text = printed
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  return new RegExp(`^${pattern}$`).test(`${text.join('\n')}\n`);
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
