import { type FailureKind, failureKinds, type ModelFailureCode } from './failure-kinds.ts';
import { english } from './messages-en.ts';
import { redact } from '../telemetry/redact.ts';
import { chinese } from './messages-zh.ts';

export type { FailureKind, ModelFailureCode } from './failure-kinds.ts';

/** Facts of one failure, which its messages name. */
export type FailureValues = Record<string, string | number>;

/** A model call that did not serve. */
export type ModelFailure = {
  ok: false;
  /** Stable: pipelines may compare it. */
  code: ModelFailureCode;
  /** Finer than the code: chooses the message. */
  kind: FailureKind;
  values: FailureValues;
  /** In English, for logs and files. */
  message: string;
  /** The way out, in English. */
  hint: string;
  /** The same call may succeed later. */
  retryable: boolean;
  /** How long the server asks to wait. */
  retry_after_ms?: number;
};

export type Language = 'en' | 'zh-CN';

/** A failure value; `retryable` follows from its kind unless it is given. */
export const modelFailure = (
  kind: FailureKind,
  values: FailureValues = {},
  more: { retryable?: boolean; retry_after_ms?: number } = {},
): ModelFailure => {
  const { code, retryable } = failureKinds[kind];
  const { message, hint } = english[kind];
  return {
    ok: false,
    code,
    kind,
    values,
    message: filled(message, values),
    hint: filled(hint, values),
    retryable,
    ...more,
  };
};

/** Message and way out of a failure in another language. */
export const failureText = ({ kind, values }: ModelFailure, language: Language): { message: string; hint: string } => {
  const { message, hint } = (language === 'zh-CN' ? chinese : english)[kind];
  return { message: filled(message, values), hint: filled(hint, values) };
};

export const cancelled = (): ModelFailure => modelFailure('cancelled');

// Values are never searched for placeholders: they may hold anything that a server said, keys and line breaks among it.
const filled = (template: string, values: FailureValues): string =>
  template.replace(/\{([a-z_]+)\}/g, (_, name: string) =>
    oneLine(said.has(name) ? redact(textOf(values, name)) : textOf(values, name)),
  );

const said = new Set(['detail', 'why']);

const textOf = (values: FailureValues, name: string): string => String(values[name] ?? '?');

// A line of its own could be a command to whoever reads the log, such as GitHub's `::error::`.
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
