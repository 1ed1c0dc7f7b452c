import { expect, it } from 'vitest';
import type { Model } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { withPolicy } from './with-policy.ts';

const request = { messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 9 };

const licensed = (license: string | undefined, endpoint = 'http://gpu-box:11434') => {
  const inner = scriptedModel(['{}']);
  const model: Model = {
    ...inner,
    endpoint,
    identify: async () => ({
      ok: true,
      provider: 'ollama',
      model: 'm',
      deployment: 'network',
      digest: 'd',
      context: 1,
      ...(license !== undefined && { license }),
    }),
  };
  return { model, requests: inner.requests };
};

it.each([
  ['the same host', 'http://gpu-box:11434', ['127.0.0.1', 'GPU-box'], true],
  ['an address of IPv6', 'http://[::1]:8000/v1', ['::1'], true],
  ['another host', 'http://elsewhere:11434', ['gpu-box'], false],
  ['a host that only ends like one', 'http://evil-gpu-box:11434', ['gpu-box'], false],
  ['any host where none is allowed', 'http://gpu-box:11434', [], false],
])('asks only hosts on the list: %s', async (_, endpoint, allowed_hosts, isAllowed) => {
  const { model, requests } = licensed(undefined, endpoint);
  const guarded = withPolicy(model, { allowed_hosts });
  for (const outcome of [await guarded.generate(request), await guarded.identify(), await guarded.health()]) {
    expect(outcome.ok ? '' : outcome.code).toBe(isAllowed ? '' : 'MODEL_REFUSED');
  }
  expect(requests).toHaveLength(isAllowed ? 1 : 0);
});

it.each([
  ['apache-2.0', true],
  ['Apache License Version 2.0, January 2004', true],
  ['MIT License Copyright (c) 2026', true],
  ['apache-2.0-with-limits', false],
  ['llama3.1', false],
  [undefined, false],
])('uses a model of the licence %s: %s', async (license, isAllowed) => {
  const { model, requests } = licensed(license);
  const guarded = withPolicy(model, { allowed_licenses: ['Apache-2.0', 'mit'] });
  const outcome = await guarded.generate(request);
  expect(outcome.ok ? '' : outcome.kind).toBe(isAllowed ? '' : 'license_not_allowed');
  expect(requests).toHaveLength(isAllowed ? 1 : 0);
});

it('limits nothing where nothing is said', () => {
  const { model } = licensed(undefined);
  expect(withPolicy(model, {})).toBe(model);
});
