const longestToken = 8;

/**
 * Whether a server read so little of a prompt that it must have cut it: where the window is smaller than what was asked
 * for, some engines drop half of the prompt and say nothing. `estimate` is what earlier prompts of this model let expect.
 */
export const promptCut = ({
  read,
  characters,
  estimate,
}: {
  read: number;
  characters: number;
  estimate?: number | undefined;
}): boolean => read > 0 && (read < characters / longestToken || (estimate !== undefined && read < 0.8 * estimate));
