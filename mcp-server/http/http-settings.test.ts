import { describe, expect, it } from 'vitest';
import { openLog, readLogWish } from './http-log.ts';
import { readAllowedNames, readRateLimit, requireToken } from './http-settings.ts';
import { isLoopback, readAddress, urlHost } from './listen-address.ts';

describe('the address', () => {
  it.each([
    ['8080', '127.0.0.1', 8080],
    ['0', '127.0.0.1', 0],
    ['localhost:65535', 'localhost', 65_535],
    ['0.0.0.0:80', '0.0.0.0', 80],
    ['[::1]:8080', '::1', 8080],
    ['my-host.example:1', 'my-host.example', 1],
  ])('%s is understood', (text, host, port) => {
    expect(readAddress(text)).toEqual({ host, port });
  });

  it.each([
    '',
    ':8080',
    'host',
    'host:',
    '65536',
    '-1',
    '::1:80',
    '[::g]:80',
    '1.2.3:80',
    '999.1.1.1:80',
    'a b:80',
    'http://a:80',
    '0x50',
  ])('%j is turned down, with what is allowed', (text) => {
    expect(() => readAddress(text)).toThrow(/invalid_address: --http .* is no address to listen at/);
  });

  it('is loopback only where nobody else can call', () => {
    const hosts = [
      '127.0.0.1',
      '127.8.9.1',
      '::1',
      'localhost',
      '0.0.0.0',
      '::',
      '10.0.0.1',
      'localhost.example',
      '127.example',
    ];
    expect(hosts.filter(isLoopback)).toEqual(['127.0.0.1', '127.8.9.1', '::1', 'localhost']);
    for (const host of ['0.0.0.0', '::', '10.0.0.1']) expect(() => requireToken(host, [])).toThrow(/token_required/);
    expect(() => requireToken('0.0.0.0', [{ name: 'ci', digest: Buffer.alloc(32) }])).not.toThrow();
    expect(urlHost('::1')).toBe('[::1]');
  });
});

describe('names', () => {
  it('are those of loopback, of the address and those that are allowed', () => {
    expect(readAllowedNames('10.0.0.7', ['Casewright.Example.com:8080', '[FE80::1]', 'localhost'])).toEqual([
      'localhost',
      '127.0.0.1',
      '[::1]',
      '10.0.0.7',
      'casewright.example.com',
      '[fe80::1]',
    ]);
  });

  it.each(['http://a', 'a/b', 'a b', '*', 'a@b', ''])('%j is none', (name) => {
    expect(() => readAllowedNames('127.0.0.1', [name])).toThrow(/invalid_host_name/);
  });
});

describe('variables', () => {
  it.each([
    [{}, { level: 'info', format: 'text', environment: undefined }],
    [{ ENVIRONMENT: 'production' }, { level: 'info', format: 'json', environment: 'production' }],
    [
      { ENVIRONMENT: 'production', LOG_FORMAT: 'TEXT', LOG_LEVEL: 'Warn' },
      { level: 'warn', format: 'text', environment: 'production' },
    ],
    [
      { LOG_LEVEL: '', LOG_FORMAT: '' },
      { level: 'info', format: 'text', environment: undefined },
    ],
  ])('%j are understood', (environment, wish) => {
    expect(readLogWish(environment)).toEqual(wish);
  });

  it('that are wrong are all named', () => {
    const wrong = { LOG_LEVEL: 'loud', LOG_FORMAT: 'xml', ENVIRONMENT: 'a b' };
    expect(() => readLogWish(wrong)).toThrow(/LOG_LEVEL is "loud"[^]*LOG_FORMAT is "xml"[^]*ENVIRONMENT is "a b"/);
    for (const limit of ['0', '-1', '1.5', 'many', '1e3'])
      expect(() => readRateLimit({ CASEWRIGHT_RATE_LIMIT: limit })).toThrow(/CASEWRIGHT_RATE_LIMIT/);
    expect([readRateLimit({}), readRateLimit({ CASEWRIGHT_RATE_LIMIT: '5' })]).toEqual([600, 5]);
  });

  it('choose lines for people, which nobody can forge, or for machines', async () => {
    const written: string[] = [];
    const stream = { write: (line: string) => void written.push(line) };
    const fields = { path: '/a\nb INFO \u001b[31mforged', status: 200 };
    (await openLog({ level: 'info', format: 'text', environment: 'test' }, stream)).write('warn', 'request', fields);
    (await openLog({ level: 'info', format: 'json', environment: 'test' }, stream)).write('debug', 'not told');
    (await openLog({ level: 'info', format: 'json', environment: 'test' }, stream)).write('info', 'request', fields);
    expect(written[0]).toMatch(
      /^\S+Z WARN {2}request path="\/a\\nb INFO \\u001b\[31mforged" status=200 environment=test\n$/,
    );
    expect(written).toHaveLength(2);
    expect(JSON.parse(written[1] ?? '')).toMatchObject({
      level: 'info',
      msg: 'request',
      environment: 'test',
      status: 200,
    });
  });
});
