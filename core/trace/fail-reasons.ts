export const failReasons = ['uncovered', 'stale', 'orphaned', 'duplicates', 'edited'] as const;
export type FailReason = (typeof failReasons)[number];
