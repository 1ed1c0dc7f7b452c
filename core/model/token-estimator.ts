import type { ModelRequest } from './model.ts';

type Messages = ModelRequest['messages'];

/** Guesses how many tokens a prompt takes, and learns from what the engine counted. */
export type TokenEstimator = {
  /** Undefined before the first count: vocabularies differ by a factor of two. */
  estimate: (messages: Messages) => number | undefined;
  learn: (messages: Messages, tokens: number) => void;
};

// How quickly a later prompt of another kind is believed.
const newest = 0.3;

/** An estimator for one model; after a few prompts of a kind it is within a few percent for the next. */
export const tokenEstimator = (): TokenEstimator => {
  let ratio: number | undefined;
  return {
    estimate: (messages) => (ratio === undefined ? undefined : Math.round(ratio * piecesOf(messages))),
    learn: (messages, tokens) => {
      const pieces = piecesOf(messages);
      if (tokens <= 0 || pieces === 0) return;
      const seen = tokens / pieces;
      ratio = ratio === undefined ? seen : ratio + newest * (seen - ratio);
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
