/** What one client may take. Times in milliseconds. */
export type Limits = {
  bodyBytes: number;
  /** From the first byte of a request to the end of its headers. */
  headersMs: number;
  /** From the first byte of a request to its last one. */
  receiveMs: number;
  /** How often the two above are looked at. */
  checkMs: number;
  keepAliveMs: number;
  connections: number;
  /** How long one call of a tool may work while its client waits. */
  workMs: number;
  requestsPerMinute: number;
  /** A request that takes longer is warned of. */
  slowMs: number;
  /** How long requests may go on after the server was told to end. */
  endMs: number;
};

export const usualLimits: Limits = {
  bodyBytes: 4 * 1024 * 1024,
  headersMs: 10_000,
  receiveMs: 20_000,
  checkMs: 1000,
  keepAliveMs: 5000,
  connections: 1024,
  workMs: 10 * 60_000,
  requestsPerMinute: 600,
  slowMs: 5000,
  endMs: 5000,
};
