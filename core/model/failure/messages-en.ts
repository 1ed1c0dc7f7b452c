import type { FailureKind } from './failure-kinds.ts';

/** `{name}` stands for a value of the failure. The same names stand in every language. */
export type FailureMessages = Record<FailureKind, { message: string; hint: string }>;

const seesLog = "Look into the server's log: its engine may have crashed or run out of memory.";
const anotherSeed = 'The call is repeated with another seed; if it persists, use a larger model.';

export const english: FailureMessages = {
  unreachable: {
    message: '{engine} cannot be reached at {url} ({detail}).',
    hint: 'Start it, or set base_url to where it runs; `casewright doctor` says what is reachable.',
  },
  ollama_unreachable: {
    message: 'Ollama cannot be reached at {url} ({detail}).',
    hint: 'Start it with `ollama serve`, or set OLLAMA_HOST to where it runs; `casewright doctor` says what is reachable.',
  },
  invalid_host: {
    message: 'The host "{host}" cannot be used: {why}.',
    hint: 'Set OLLAMA_HOST or base_url to a host, host:port or URL, such as 127.0.0.1:11434 or http://gpu-box:11434.',
  },
  redirected: {
    message: '{engine} at {url} redirects elsewhere ({detail}); only the configured host is asked.',
    hint: 'Configure the address that serves the model itself.',
  },
  wrong_protocol: {
    message: "What answers at {url} does not speak {engine}'s protocol.",
    hint: 'Point OLLAMA_HOST or base_url at a model server, then run `casewright doctor`.',
  },
  access_denied: {
    message: '{engine} at {url} refuses access ({detail}).',
    hint: 'Put the credentials into OLLAMA_HOST (http://user:secret@gpu-box:11434), or name the variable or file of the key by api_key_env or api_key_file.',
  },
  model_missing: {
    message: 'The model "{model}" is not installed at {url} (installed: {installed}).',
    hint: 'Run `ollama pull {model}`, or name an installed model.',
  },
  model_not_served: {
    message: 'The model "{model}" is not served at {url} (served: {served}).',
    hint: 'Name a model that the server offers, or load it there.',
  },
  model_unfit: {
    message: 'The model "{model}" at {url} {why}.',
    hint: 'Name another model, such as `ollama pull qwen3:8b` installs; `casewright doctor` lists what is installed.',
  },
  cloud_model: {
    message: 'The model "{model}" at {url} runs in the cloud, and requirements stay local.',
    hint: 'Name a model whose weights are on the machine; `casewright doctor` lists what is installed.',
  },
  host_not_allowed: {
    message: 'The host {host} of "{model}" is not among allowed_hosts ({allowed}).',
    hint: 'Add it to allowed_hosts in casewright.yml, or use a model at an allowed host.',
  },
  license_not_allowed: {
    message: 'The licence of "{model}" ({license}) is not among allowed_licenses ({allowed}).',
    hint: 'Use a model with an allowed licence, or add this one to allowed_licenses; `casewright doctor` shows each licence.',
  },
  out_of_memory: {
    message: '"{model}" does not fit into the memory at {url} ({detail}).',
    hint: 'Use a smaller model or quantisation.',
  },
  busy: {
    message: '{engine} at {url} is busy ({detail}).',
    hint: 'Wait until other work has finished, or lower --concurrency.',
  },
  circuit_open: {
    message: '"{model}" failed {count} times in a row and is left alone for {seconds} s.',
    hint: '`casewright doctor` says what is reachable; the next run tries it again.',
  },
  all_failed: {
    message: 'No model of "{model}" could serve: {detail}',
    hint: '`casewright doctor` says what is reachable; add `rules` as the last of the list to go on without a model.',
  },
  context_too_small: {
    message: 'Prompt and answer need {needed} tokens, and "{model}" holds {context}.',
    hint: 'Use a model with a larger context, or split the requirement.',
  },
  prompt_refused: {
    message: 'The prompt does not fit into the context of "{model}" ({detail}).',
    hint: 'Use a model with a larger context, or split the requirement.',
  },
  prompt_cut: {
    message: '{engine} read {read} of about {sent} tokens of the prompt: it cut the rest in silence.',
    hint: 'Update the server, or give it a larger context.',
  },
  truncated: {
    message: 'The answer of "{model}" was cut off at {tokens} tokens.',
    hint: 'What was complete of it counts, the rest is asked for again; if it persists, use a larger model.',
  },
  loop: { message: '"{model}" repeats itself without end; the answer was broken off.', hint: anotherSeed },
  unfinished: { message: 'The answer of "{model}" is incomplete: {why}.', hint: anotherSeed },
  connection_closed: {
    message: '{engine} at {url} closed the connection before the answer was complete ({detail}).',
    hint: seesLog,
  },
  filtered: {
    message: 'The content filter of {engine} ended the answer of "{model}".',
    hint: 'Use a local model, or ask for the filter to be relaxed.',
  },
  schema_unsupported: {
    message: '{engine} at {url} refuses the schema of the answer for "{model}" ({detail}).',
    hint: 'Update the server, or use another model.',
  },
  rate_limited: {
    message: '{engine} at {url} limits the rate of calls ({detail}).',
    hint: 'Set requests_per_minute of the model in casewright.yml, or lower --concurrency.',
  },
  server_failed: { message: '{engine} at {url} failed ({detail}).', hint: seesLog },
  request_refused: { message: '{engine} at {url} refuses the request ({detail}).', hint: seesLog },
  driver_missing: {
    message: 'The model "{model}" runs inside casewright, which needs the package {package}; it is not installed.',
    hint: 'Run `npm install {package}`, or use Ollama.',
  },
  driver_failed: { message: 'The engine of "{model}" failed ({detail}).', hint: 'Update the package, or use Ollama.' },
  cache_package_missing: {
    message: 'The cache at {url} needs the package {package}; it is not installed or does not work ({detail}).',
    hint: 'Run `npm install {package}`, or cache in a folder.',
  },
  weights_missing: {
    message: 'The weights of "{model}" are not at {path}.',
    hint: 'Name a GGUF file that exists, or a Hugging Face model as hf:owner/repository/file.gguf.',
  },
  weights_not_downloaded: {
    message: 'The weights of "{model}" were not downloaded yet: they are not at {path}.',
    hint: '`casewright generate` without --dry-run downloads them.',
  },
  weights_unverified: {
    message:
      'What answers at {url} tells neither digest nor size of the weights of "{model}": nothing could prove that they are complete.',
    hint: 'Download the file by hand and name its path, or name weights of a hub that tells them.',
  },
  download_failed: {
    message: 'The weights of "{model}" could not be downloaded from {url} ({detail}).',
    hint: 'Run again to go on, or download the file by hand and name its path.',
  },
  checksum_differs: {
    message: 'The weights of "{model}" have the digest {found}, and {expected} was expected; the file was dropped.',
    hint: 'Run again; if it persists, the file at the source has changed.',
  },
  secret_missing: {
    message: 'The key of "{model}" is to be in {where}, and there is none.',
    hint: 'Set it in the environment or in the file; keys are never written into casewright.yml.',
  },
  timed_out: {
    message: '{engine} at {url} did not finish within {seconds} s.',
    hint: 'Use a smaller model or a longer timeout_seconds; a first call includes the time to load the model.',
  },
  cancelled: { message: 'The model call was cancelled.', hint: 'Run again to go on.' },
};
