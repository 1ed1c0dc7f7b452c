import type { Language } from '../inputs.ts';
import { type Messages, messagesEn } from './messages-en.ts';
import { messagesZh } from './messages-zh.ts';

export type { Messages } from './messages-en.ts';

export const messagesIn = (language: Language): Messages => (language === 'en' ? messagesEn : messagesZh);
