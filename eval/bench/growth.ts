/** Work of a size: `size` in any unit, `ms` the time that it took. */
export type Timing = { size: number; ms: number };

/**
 * The b in time ≈ a · size^b: the slope of the least-squares line through the logarithms. 1 is linear growth, 2
 * quadratic. Needs at least two different sizes.
 */
export function growthExponent(timings: Timing[]): number {
  const points = timings.map(({ size, ms }) => [Math.log(size), Math.log(ms)] as const);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
