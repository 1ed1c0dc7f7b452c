import type { Log, LogLevel } from './log.ts';
import { redact, redactAll } from './redact.ts';

export type PinoLogOptions = {
  /** @default info */
  level?: LogLevel | 'silent';
  /** @default standard error, without buffer: standard output belongs to results and to the MCP protocol */
  stream?: { write: (line: string) => void };
};

/** A log of one JSON object for each line. Secrets and personal data are taken out of every text. */
export const pinoLog = async ({ level = 'info', stream }: PinoLogOptions = {}): Promise<Log> => {
  // Loaded by whoever logs: the Action does not, and its bundle goes without it.
  // Its default is there in a bundle, too; its named export is not.
  const { default: pino } = await import('pino');
  // No transports: they are worker threads, whose files a bundle does not have.
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream ?? pino.destination({ fd: 2, sync: true }),
  );
  return {
    enabled: (wanted) => logger.isLevelEnabled(wanted),
    write: (wanted, message, fields = {}) => {
      if (logger.isLevelEnabled(wanted)) logger[wanted](redactAll(fields), redact(message));
    },
  };
};
