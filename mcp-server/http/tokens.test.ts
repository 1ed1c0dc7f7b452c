import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../core/index.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { findCaller } from './find-caller.ts';
import { newToken } from './new-token.ts';
import { readTokens } from './read-tokens.ts';
import { digestOf } from './token-entry.ts';

const secret = 'abcdefgh-0123456789';
const other = 'other-0123456789-xyz';

async function problemsOf(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigurationError)) throw new Error('nothing was wrong');
  return error.problems.map(({ code, message }) => `${code}: ${message}`);
}

describe('tokens', () => {
  it.each([
    ['one alone', secret, ['default']],
    ['several', `ci:${secret}, anna:${other}`, ['ci', 'anna']],
    ['lines', `ci:${secret}\nanna:${other}\n`, ['ci', 'anna']],
    ['a hash', `sha256:${digestOf(secret).toString('hex')}`, ['default']],
    ['none', '  ', []],
  ])('in the environment may be %s', async (_, value, names) => {
    const { tokens } = await readTokens({ CASEWRIGHT_HTTP_TOKEN: value });
    expect(tokens.map(({ name }) => name)).toEqual(names);
    expect(JSON.stringify(tokens)).not.toContain(secret);
    expect(findCaller(`Bearer ${secret}`, tokens).caller).toBe(names[0]);
  });

  it('in a file stand one a line, as token or hash, with comments', async () => {
    const lines = ['\uFEFF# who', '', `ci ${secret}`, `anna sha256:${digestOf(other).toString('hex')} # laptop`];
    await using folder = await temporaryFolder({ tokens: lines.join('\r\n') });
    const path = join(folder.path, 'tokens');
    await chmod(path, 0o600);
    const { tokens, warnings } = await readTokens({}, path);
    expect(warnings).toEqual([]);
    expect(findCaller(`bearer ${secret}`, tokens)).toEqual({ caller: 'ci' });
    expect(findCaller(`Bearer ${other}`, tokens)).toEqual({ caller: 'anna' });
  });

  it('in a file that others may read are used, with a warning', async () => {
    await using folder = await temporaryFolder({ tokens: `ci ${secret}\n` });
    const path = join(folder.path, 'tokens');
    await chmod(path, 0o644);
    const { tokens, warnings } = await readTokens({}, path);
    expect(tokens).toHaveLength(1);
    expect(warnings).toMatchObject([{ code: 'readable_tokens', severity: 'warning', hint: `Run chmod 600 ${path}.` }]);
  });

  it('that are wrong are all named, with file and line, and never shown', async () => {
    const lines = [
      `ci ${secret}`,
      'short 1234567',
      `b/d ${other}`,
      'alone',
      'hash sha256:12',
      `umlaut ä${other}`,
      `ci ${other}`,
      `twin ${secret}`,
    ];
    await using folder = await temporaryFolder({ tokens: lines.join('\n') });
    const path = join(folder.path, 'tokens');
    const problems = await problemsOf(readTokens({ CASEWRIGHT_HTTP_TOKEN: 'x:1' }, path));
    expect(problems).toEqual([
      'invalid_token: CASEWRIGHT_HTTP_TOKEN, entry 1: the token of x is too short: at least 16 characters',
      `invalid_token: ${path}:2: the token of short is too short: at least 16 characters`,
      `invalid_token: ${path}:3: the token has no proper name`,
      `invalid_token: ${path}:4: this is no name and token`,
      `invalid_token: ${path}:5: the token of hash has no proper hash`,
      `invalid_token: ${path}:6: the token of umlaut holds a character that no bearer token may hold`,
      'duplicate_name: there are several tokens named ci',
      'duplicate_token: the token of twin belongs to somebody else, too',
    ]);
    expect(problems.join('\n')).not.toMatch(new RegExp(`${secret}|${other}|1234567`));
  });

  it('in a file that is not there or empty are a problem', async () => {
    await using folder = await temporaryFolder({ empty: '# nobody\n' });
    expect(await problemsOf(readTokens({}, join(folder.path, 'none')))).toMatchObject(
      [/^cannot_read: .*none cannot be read/].map((each) => expect.stringMatching(each)),
    );
    expect(await problemsOf(readTokens({}, join(folder.path, 'empty')))).toMatchObject([
      expect.stringMatching(/^no_tokens/),
    ]);
  });

  it.each([
    ['nothing', undefined, { wrong: false }],
    ['another scheme', `Basic ${secret}`, { wrong: true }],
    ['a token that begins alike', `Bearer ${secret.slice(0, -1)}`, { wrong: true }],
    ['two tokens', `Bearer ${secret} ${secret}`, { wrong: true }],
    ['no token', 'Bearer ', { wrong: true }],
  ])('are not found in %s', async (_, header, found) => {
    const { tokens } = await readTokens({ CASEWRIGHT_HTTP_TOKEN: secret });
    expect(findCaller(header, tokens)).toEqual(found);
  });

  it('are made by chance, with a line that the file understands', async () => {
    const text = newToken('ci');
    const made = /cwt_[\w-]{43}/.exec(text)?.[0] ?? '';
    const line = /^ {2}(ci sha256:[\da-f]{64})$/m.exec(text)?.[1] ?? '';
    expect(newToken('ci')).not.toContain(made);
    await using folder = await temporaryFolder({ tokens: line });
    const { tokens } = await readTokens({}, join(folder.path, 'tokens'));
    expect(findCaller(`Bearer ${made}`, tokens)).toEqual({ caller: 'ci' });
    for (const name of ['a b', '', 'local']) expect(() => newToken(name)).toThrow(/invalid_name/);
  });
});
