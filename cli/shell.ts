import { styleText } from 'node:util';
import {
  type DocumentFormat,
  type Paint,
  plainPaint,
  type Problem,
  readDocument,
  renderProblem,
} from '../core/index.ts';

/** What every command takes. */
export type CommonOptions = { format: 'text' | 'json'; config?: string; quiet?: boolean; verbose?: boolean };

/** What commands take that read documents. `as`: the format of standard input. */
export type InputOptions = CommonOptions & { as?: DocumentFormat };

/** The surroundings of a command. `root`: documents and `casewright/` lie below it. */
export type Shell = {
  root: string;
  packageRoot: string;
  version: string;
  environment: NodeJS.ProcessEnv;
  paint: Paint;
  paintErrors: Paint;
  /** The result. With `--format json` exactly one document and nothing else. */
  out: (text: string) => void;
  /** All that is not the result. */
  note: (text: string) => void;
  /** What expires is judged by it. */
  now: () => Date;
  /** Whether somebody watches standard error. */
  watched: boolean;
};

export function processShell(found: { root: string; version: string }): Shell {
  return {
    root: process.cwd(),
    packageRoot: found.root,
    version: found.version,
    environment: process.env,
    paint: paintFor(process.stdout),
    paintErrors: paintFor(process.stderr),
    out: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    now: () => new Date(),
    watched: process.stderr.isTTY,
  };
}

/** Colours only where they are seen; `styleText` itself heeds NO_COLOR. */
function paintFor(stream: NodeJS.WriteStream): Paint {
  if (!stream.isTTY) return plainPaint;
  return (style, text) => styleText(style, text, { stream });
}

export function showJson(shell: Shell, value: unknown): void {
  shell.out(JSON.stringify(value, undefined, 2));
}

/** Shows problems on standard error, each with its line where the file can be read. */
export async function showProblems(shell: Shell, problems: Problem[]): Promise<void> {
  for (const each of problems) {
    const file = each.source ? await readDocument(each.source.path, shell.root, { anywhere: true }) : undefined;
    const text = file && 'text' in file ? file.text : undefined;
    shell.note(shell.paintErrors(each.severity === 'error' ? 'red' : 'yellow', renderProblem(each, text)));
  }
}
