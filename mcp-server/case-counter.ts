import type { Summary } from '../core/index.ts';

/** Told what each finished generation brought. */
export type CaseCounter = (summary: Summary) => void;
