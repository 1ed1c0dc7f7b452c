export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type LogFields = Record<string, unknown>;

/** Where events are told. Core never prints: a surface says where it goes, such as to `pinoLog`. */
export type Log = {
  enabled: (level: LogLevel) => boolean;
  write: (level: LogLevel, message: string, fields?: LogFields) => void;
};
