import type { FailureKind } from '../failure/failure-kinds.ts';
import type { ModelFailure } from '../model.ts';

/**
 * What a failure says about its model.
 * `outage`: the engine does not work now. `busy`: it works, and has no time. `setup`: it cannot serve as it is set up.
 * `unfit`: it works, and cannot serve this request. `content`: it served, and what it wrote is no good.
 */
export type Nature = 'outage' | 'busy' | 'setup' | 'unfit' | 'content' | 'cancelled';

const natures: Record<FailureKind, Nature> = {
  unreachable: 'outage',
  ollama_unreachable: 'outage',
  wrong_protocol: 'outage',
  out_of_memory: 'outage',
  circuit_open: 'outage',
  all_failed: 'outage',
  connection_closed: 'outage',
  server_failed: 'outage',
  driver_failed: 'outage',
  download_failed: 'outage',
  timed_out: 'outage',
  busy: 'busy',
  rate_limited: 'busy',
  invalid_host: 'setup',
  redirected: 'setup',
  access_denied: 'setup',
  model_missing: 'setup',
  model_not_served: 'setup',
  model_unfit: 'setup',
  cloud_model: 'setup',
  host_not_allowed: 'setup',
  license_not_allowed: 'setup',
  driver_missing: 'setup',
  cache_package_missing: 'setup',
  weights_missing: 'setup',
  weights_not_downloaded: 'setup',
  weights_unverified: 'setup',
  checksum_differs: 'setup',
  secret_missing: 'setup',
  context_too_small: 'unfit',
  prompt_refused: 'unfit',
  prompt_cut: 'unfit',
  schema_unsupported: 'unfit',
  request_refused: 'unfit',
  filtered: 'unfit',
  truncated: 'content',
  loop: 'content',
  unfinished: 'content',
  cancelled: 'cancelled',
};

/** What this failure says about its model. */
export const natureOf = ({ kind }: ModelFailure): Nature => natures[kind];
