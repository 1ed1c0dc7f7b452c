/** What people thought of the comment, by reaction. */
export type Feedback = { up: number; down: number };
