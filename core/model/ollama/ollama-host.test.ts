import { expect, it } from 'vitest';
import { ollamaHost } from './ollama-host.ts';

it.each([
  ['', 'http://127.0.0.1:11434'],
  ['gpu-box', 'http://gpu-box:11434'],
  ['gpu-box:1234', 'http://gpu-box:1234'],
  [':1234', 'http://127.0.0.1:1234'],
  ['http://gpu-box', 'http://gpu-box:80'],
  ['https://gpu-box', 'https://gpu-box:443'],
  ['http://gpu-box:80/', 'http://gpu-box:80'],
  ['https://gpu-box/ollama/', 'https://gpu-box:443/ollama'],
  ['gpu-box/ollama', 'http://gpu-box:11434/ollama'],
  ['0.0.0.0', 'http://127.0.0.1:11434'],
  ['0.0.0.0:1234', 'http://127.0.0.1:1234'],
  ['[::]:1234', 'http://[::1]:1234'],
  ['[::1]', 'http://[::1]:11434'],
  ['::1', 'http://[::1]:11434'],
  ['http://[::1]:1234', 'http://[::1]:1234'],
  ['http://', 'http://127.0.0.1:80'],
  [' "gpu-box" ', 'http://gpu-box:11434'],
])('OLLAMA_HOST=%s means %s', (value, url) => {
  expect(ollamaHost(value)).toEqual({ ok: true, url, headers: {} });
});

it('moves credentials from the URL into a header', () => {
  const authorization = `Basic ${Buffer.from('me:s@é%').toString('base64')}`;
  expect(ollamaHost('http://me:s%40%C3%A9%@gpu-box:1234')).toEqual({
    ok: true,
    url: 'http://gpu-box:1234',
    headers: { authorization },
  });
});

it.each(['ftp://gpu-box', 'gpu-box:port', 'gpu-box:99999', 'gpu box', 'gpu-box?x=1', 'https://ollama.com'])(
  'OLLAMA_HOST=%s is a problem with a way out',
  (value) => {
    expect(ollamaHost(value)).toMatchObject({
      ok: false,
      problem: { code: 'invalid_host', hint: expect.stringContaining('OLLAMA_HOST') },
    });
  },
);

it('shows no credentials in a problem', () => {
  expect(JSON.stringify(ollamaHost('http://me:secret@gpu-box:port'))).not.toContain('secret');
});
