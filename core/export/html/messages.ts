import type { ExportInput } from '../export-input.ts';
import { english, type Messages } from './messages-en.ts';
import { chinese } from './messages-zh.ts';

export type { Messages } from './messages-en.ts';

/** What the report says, by language. */
export const messages: Record<ExportInput['language'], Messages> = { en: english, 'zh-CN': chinese };
