import type { ModelRequest } from './model.ts';

type Messages = ModelRequest['messages'];

/** Guesses how many tokens a prompt takes, and learns from what the engine counted. */
export type TokenEstimator = {
  /** Undefined before the first count of a prompt of its size: vocabularies differ by a factor of two. */
  estimate: (messages: Messages) => number | undefined;
  learn: (messages: Messages, tokens: number) => void;
};

// How quickly a later prompt of another kind is believed.
const newest = 0.3;
// Prompts that differ more in size than this tell nothing about each other.
const like = 4;

/** An estimator for one model; after a few prompts of a kind it is within a few percent for the next. */
export const tokenEstimator = (): TokenEstimator => {
  let ratio: number | undefined;
  let largest = 0;
  return {
    estimate: (messages) => {
      const pieces = piecesOf(messages);
      return ratio === undefined || pieces > like * largest ? undefined : Math.round(ratio * pieces);
    },
    learn: (messages, tokens) => {
      const pieces = piecesOf(messages);
      // Of a short prompt, most tokens may be the marks of the model's template.
      if (tokens <= 0 || pieces === 0 || like * pieces < largest) return;
      const seen = tokens / pieces;
      ratio = ratio === undefined || pieces > like * largest ? seen : ratio + newest * (seen - ratio);
      largest = Math.max(largest, pieces);
    },
  };
};

// What nearly every vocabulary cuts at: words with the space before them, digits, marks. Long words fall into several.
const piece = /\s?\p{L}+|\p{N}|\s?[^\s\p{L}\p{N}]{1,3}|\s+/gu;
const longestPiece = 8;
const marksOfMessage = 5;

const piecesOf = (messages: Messages): number =>
  messages.reduce((sum, { content }) => {
    let pieces = marksOfMessage;
    for (const [found] of content.matchAll(piece)) pieces += Math.ceil(found.length / longestPiece);
    return sum + pieces;
  }, 0);
