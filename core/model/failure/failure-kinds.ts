/** Stable codes of what a model can do wrong. */
export type ModelFailureCode =
  | 'MODEL_UNREACHABLE'
  | 'MODEL_NOT_FOUND'
  | 'MODEL_REFUSED'
  | 'MODEL_OUT_OF_MEMORY'
  | 'MODEL_BUSY'
  | 'ACCESS_DENIED'
  | 'CONTEXT_TOO_SMALL'
  | 'OUTPUT_TRUNCATED'
  | 'OUTPUT_LOOP'
  | 'OUTPUT_INCOMPLETE'
  | 'SCHEMA_UNSUPPORTED'
  | 'RATE_LIMITED'
  | 'SERVER_ERROR'
  | 'DRIVER_MISSING'
  | 'INVALID_CONFIGURATION'
  | 'TIMEOUT'
  | 'CANCELLED';

type Kind = { code: ModelFailureCode; retryable: boolean };

const kind = (code: ModelFailureCode, retryable = false): Kind => ({ code, retryable });

/** What can happen: its code, and whether the same call may succeed later. Each has its messages in every language. */
export const failureKinds = {
  /** `{engine} {url} {detail}` */
  unreachable: kind('MODEL_UNREACHABLE'),
  ollama_unreachable: kind('MODEL_UNREACHABLE'),
  invalid_host: kind('INVALID_CONFIGURATION'),
  redirected: kind('MODEL_UNREACHABLE'),
  wrong_protocol: kind('SERVER_ERROR'),
  access_denied: kind('ACCESS_DENIED'),
  model_missing: kind('MODEL_NOT_FOUND'),
  model_not_served: kind('MODEL_NOT_FOUND'),
  model_unfit: kind('MODEL_REFUSED'),
  cloud_model: kind('MODEL_REFUSED'),
  host_not_allowed: kind('MODEL_REFUSED'),
  license_not_allowed: kind('MODEL_REFUSED'),
  out_of_memory: kind('MODEL_OUT_OF_MEMORY'),
  busy: kind('MODEL_BUSY', true),
  circuit_open: kind('MODEL_UNREACHABLE'),
  all_failed: kind('MODEL_UNREACHABLE'),
  context_too_small: kind('CONTEXT_TOO_SMALL'),
  prompt_refused: kind('CONTEXT_TOO_SMALL'),
  prompt_cut: kind('CONTEXT_TOO_SMALL'),
  truncated: kind('OUTPUT_TRUNCATED', true),
  loop: kind('OUTPUT_LOOP', true),
  unfinished: kind('OUTPUT_INCOMPLETE', true),
  connection_closed: kind('OUTPUT_INCOMPLETE', true),
  filtered: kind('OUTPUT_INCOMPLETE'),
  schema_unsupported: kind('SCHEMA_UNSUPPORTED'),
  rate_limited: kind('RATE_LIMITED', true),
  server_failed: kind('SERVER_ERROR', true),
  request_refused: kind('SERVER_ERROR'),
  driver_missing: kind('DRIVER_MISSING'),
  driver_failed: kind('SERVER_ERROR'),
  cache_package_missing: kind('DRIVER_MISSING'),
  weights_missing: kind('MODEL_NOT_FOUND'),
  weights_not_downloaded: kind('MODEL_NOT_FOUND'),
  weights_unverified: kind('MODEL_REFUSED'),
  download_failed: kind('MODEL_UNREACHABLE', true),
  checksum_differs: kind('MODEL_REFUSED'),
  secret_missing: kind('INVALID_CONFIGURATION'),
  // Not retryable: a second wait as long as the first is what a deadline is there to prevent.
  timed_out: kind('TIMEOUT'),
  cancelled: kind('CANCELLED'),
} as const satisfies Record<string, Kind>;

export type FailureKind = keyof typeof failureKinds;
