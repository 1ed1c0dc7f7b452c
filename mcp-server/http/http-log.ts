import { ConfigurationError, type Log, pinoLog, problem, type Problem } from '../../core/index.ts';
import { cleanText } from '../clean.ts';
import { escaped, type Operator } from '../defect.ts';

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const formats = ['json', 'text'] as const;

/** `environment` is a label on every line, such as `production`. */
export type LogWish = {
  level: (typeof levels)[number];
  format: (typeof formats)[number];
  environment: string | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** From `LOG_LEVEL`, `LOG_FORMAT` and `ENVIRONMENT`; in production the default is JSON. @throws ConfigurationError */
export function readLogWish(environment: Environment): LogWish {
  const label = environment['ENVIRONMENT'] || undefined;
  const usual = label?.toLowerCase() === 'production' ? 'json' : 'text';
  const level = oneOf('LOG_LEVEL', environment['LOG_LEVEL'] || 'info', levels);
  const format = oneOf('LOG_FORMAT', environment['LOG_FORMAT'] || usual, formats);
  const problems: Problem[] = [];
  if (typeof level !== 'string') problems.push(level);
  if (typeof format !== 'string') problems.push(format);
  if (label !== undefined && !/^[\w.-]{1,64}$/.test(label)) problems.push(wrongLabel(label));
  if (typeof level === 'string' && typeof format === 'string' && problems.length === 0)
    return { level, format, environment: label };
  throw new ConfigurationError(problems);
}

/** Defects stand in the log, each on a line. */
export const operatorOf =
  (log: Log): Operator =>
  (what, error) =>
    log.write('error', what, { error: escaped(error) });

type Stream = { write: (line: string) => void };

/** Lines on standard error, or where `stream` says. */
export async function openLog({ level, format, environment }: LogWish, stream?: Stream): Promise<Log> {
  const out = stream ?? process.stderr;
  const written = format === 'json' ? { write: (line: string) => void out.write(line) } : textLines(out);
  const log = await pinoLog({ level, stream: written });
  if (environment === undefined) return log;
  return { ...log, write: (each, message, fields = {}) => log.write(each, message, { ...fields, environment }) };
}

/** A line for people: `TIME LEVEL message name=value …`. What a client sent cannot look like a line of ours. */
function textLines(out: { write: (line: string) => unknown }): Stream {
  return {
    write: (line) => {
      const { time, level, msg, ...fields }: Record<string, unknown> = JSON.parse(line);
      const named = Object.entries(fields).map(([name, value]) => `${name}=${shown(value)}`);
      const parts = [String(time), String(level).toUpperCase().padEnd(5), cleanText(String(msg)), ...named];
      out.write(`${parts.join(' ')}\n`);
    },
  };
}

function shown(value: unknown): string {
  if (typeof value === 'string' && /^[\w./:@+,-]+$/.test(value)) return value;
  return cleanText(JSON.stringify(value));
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T | Problem {
  const found = allowed.find((each) => each === value.toLowerCase());
  if (found !== undefined) return found;
  const message = `${name} is ${JSON.stringify(value)}`;
  return problem({ code: 'wrong_setting', message, hint: `Set it to one of ${allowed.join(', ')}, or leave it out.` });
}

const wrongLabel = (label: string): Problem =>
  problem({
    code: 'wrong_setting',
    message: `ENVIRONMENT is ${JSON.stringify(label)}`,
    hint: 'Use 1 to 64 letters, digits, dots, hyphens or underscores, such as production.',
  });
