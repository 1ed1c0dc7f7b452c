import type { Problem } from '../types.ts';

/** A problem of what the user configured. */
export const invalidConfiguration = (message: string, hint: string): Problem => ({
  code: 'INVALID_CONFIGURATION',
  severity: 'error',
  message,
  hint,
});
