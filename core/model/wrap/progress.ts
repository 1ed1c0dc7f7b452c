import type { ModelRequest } from '../model.ts';

/** The request with an `onText` that never goes back, though several calls write for it one after the other. */
export const withSteadyProgress = (request: ModelRequest): ModelRequest =>
  request.onText === undefined ? request : { ...request, onText: steady(request.onText) };

/** Passes on only what is more than before. */
export const steady = (onText: (characters: number) => void): ((characters: number) => void) => {
  let most = 0;
  return (characters) => {
    if (characters <= most) return;
    most = characters;
    onText(characters);
  };
};
