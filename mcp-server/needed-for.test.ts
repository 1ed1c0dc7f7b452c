import { expect, it } from 'vitest';
import { neededFor } from './needed-for.ts';

it('needs one tool for a call, nothing where a client only greets, and all for everything else', () => {
  expect(neededFor({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'plan_coverage' } })).toEqual({
    tool: 'plan_coverage',
  });
  for (const method of ['initialize', 'server/discover', 'ping', 'notifications/initialized'])
    expect(neededFor({ jsonrpc: '2.0', id: 1, method })).toBe('nothing');
  for (const method of ['tools/list', 'prompts/get', 'resources/read', 'completion/complete', 'toString'])
    expect(neededFor({ jsonrpc: '2.0', id: 1, method })).toBe('all');
});

it('needs all for what is no single message or names no tool', () => {
  const call = { method: 'tools/call', params: { name: 'plan_coverage' } };
  const odd = [undefined, null, 7, 'tools/call', [call], {}, { method: 7 }, { method: 'tools/call' }];
  const nameless = [null, 7, {}, { name: 7 }].map((params) => ({ ...call, params }));
  for (const message of [...odd, ...nameless]) expect(neededFor(message)).toBe('all');
});
