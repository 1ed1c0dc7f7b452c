import { resolution, stepped, type Limit, type Quantity } from './quantity.ts';

/** A value to try: `inside` the limit or not, and the `bound` that it sits at or next to. */
export type Point = { at: Quantity; inside: boolean; bound: Quantity | undefined };

/** Boundary values of a limit: the valid ones, their invalid neighbours, and a middle value that is no boundary. */
export function limitPoints(limit: Limit): Point[] {
  return (limit.kind === 'range' ? rangePoints(limit) : boundPoints(limit)).filter(canBeSupplied);
}

function rangePoints({ low, high }: Extract<Limit, { kind: 'range' }>): Point[] {
  const middle = Math.round((high.value - low.value) / 2 / resolution(low));
  return [
    { at: low, inside: true, bound: low },
    { at: high, inside: true, bound: high },
    { at: stepped(low, -1), inside: false, bound: low },
    { at: stepped(high, 1), inside: false, bound: high },
    ...(middle > 1 ? [{ at: stepped(low, middle), inside: true, bound: undefined }] : []),
  ];
}

function boundPoints({ bound, at }: Extract<Limit, { kind: 'bound' }>): Point[] {
  const outward = { at_least: -1, at_most: 1, more_than: 1, less_than: -1 }[bound];
  const included = bound === 'at_least' || bound === 'at_most';
  return [
    { at, inside: included, bound: at },
    { at: stepped(at, outward), inside: !included, bound: at },
  ];
}

/** Nobody can supply a count below zero; a temperature below zero is another matter. */
function canBeSupplied({ at, bound }: Point): boolean {
  return at.value >= 0 || bound?.value !== 0 || /^(?:°|K$)/.test(at.unit);
}
