import { findLimit, type Limit } from './limit.ts';
import { resolution, stepped, type Quantity } from './quantity.ts';

/** A value to try: `inside` the limit or not, and the `bound` that it sits at or next to. */
export type Point = { at: Quantity; inside: boolean; bound: Quantity | undefined };

/** Boundary values of a limit: the valid ones, their invalid neighbours, and a middle value that is no boundary. */
export function limitPoints(limit: Limit, step?: number): Point[] {
  return (limit.kind === 'range' ? rangePoints(limit, step) : boundPoints(limit, step)).filter(canBeSupplied);
}

function rangePoints({ low, high }: Extract<Limit, { kind: 'range' }>, step = resolution(low)): Point[] {
  const middle = Math.round((high.value - low.value) / 2 / step);
  return [
    { at: low, inside: true, bound: low },
    { at: high, inside: true, bound: high },
    { at: stepped(low, -1, step), inside: false, bound: low },
    { at: stepped(high, 1, step), inside: false, bound: high },
    ...(middle > 1 ? [{ at: stepped(low, middle, step), inside: true, bound: undefined }] : []),
  ];
}

function boundPoints({ bound, at }: Extract<Limit, { kind: 'bound' }>, step = resolution(at)): Point[] {
  if (bound === 'exactly')
    return [
      { at, inside: true, bound: at },
      { at: stepped(at, -1, step), inside: false, bound: at },
      { at: stepped(at, 1, step), inside: false, bound: at },
    ];
  const outward = { at_least: -1, at_most: 1, more_than: 1, less_than: -1 }[bound];
  const included = bound === 'at_least' || bound === 'at_most';
  return [
    { at, inside: included, bound: at },
    { at: stepped(at, outward, step), inside: !included, bound: at },
  ];
}

/** Nobody can supply a count below zero; a temperature below zero is another matter. */
function canBeSupplied({ at, bound }: Point): boolean {
  return at.value >= 0 || bound?.value !== 0 || /^(?:°|K$)/.test(at.unit);
}

/** The numbers one step beside the limit that a text states, as canonical decimals. */
export function limitNeighbours(text: string): string[] {
  const limit = findLimit(text);
  return limit ? limitPoints(limit).map(({ at }) => String(at.value)) : [];
}
