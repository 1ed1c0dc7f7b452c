export const reviewActions = ['accept', 'reject', 'promote'] as const;
export type ReviewAction = (typeof reviewActions)[number];
