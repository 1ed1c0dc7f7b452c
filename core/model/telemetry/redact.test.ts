import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, redactAll } from './redact.ts';

const letters = (alphabet: string, length: { min: number; max: number }): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length.min, maxLength: length.max }).map((each) => each.join(''));
const lower = 'abcdefghijklmnopqrstuvwxyz';
const alnum = `${lower}${lower.toUpperCase()}0123456789`;
const digits = (count: number): fc.Arbitrary<string> => letters('0123456789', { min: count, max: count });

const withLuhn = (begin: string): string => {
  const ends = Array.from({ length: 10 }, (_, digit) => `${begin}${digit}`);
  const sum = (text: string): number =>
    Array.from(text, Number)
      .toReversed()
      .reduce(
        (all, digit, index) => all + (index % 2 === 0 ? digit : ((digit * 2) % 10) + Math.floor((digit * 2) / 10)),
        0,
      );
  return ends.find((each) => sum(each) % 10 === 0) ?? '';
};

const withCheckDigits = (country: string, account: string): string => {
  const value = Array.from(`${account}${country}00`, (letter) => Number.parseInt(letter, 36)).join('');
  return `${country}${String(98n - (BigInt(value) % 97n)).padStart(2, '0')}${account}`;
};
const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

const key = (prefix: string, alphabet: string, length: number): fc.Arbitrary<string> =>
  letters(alphabet, { min: length, max: length }).map((rest) => `${prefix}${rest.slice(1)}7`);

// Each with the part that must not be found afterwards.
const secrets: Record<string, fc.Arbitrary<{ text: string; secret: string }>> = {
  keys: fc
    .oneof(
      key('sk-', alnum, 32),
      key('sk-proj-', `${alnum}_-`, 48),
      key('ghp_', alnum, 36),
      key('github_pat_', `${alnum}_`, 60),
      key('hf_', alnum, 34),
      key('AKIA', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16),
      key('bce-v3/ALTAK-', alnum, 40),
      key('glpat-', `${alnum}_-`, 20),
      fc.tuple(letters('0123456789abcdef', { min: 32, max: 32 }), key('', alnum, 16)).map((both) => both.join('.')),
    )
    .map((secret) => ({ text: secret, secret })),
  assigned: fc
    .tuple(
      fc.constantFrom(
        'api_key=',
        'API-KEY: ',
        '"apiKey": "',
        'OPENAI_API_KEY=',
        'secret: ',
        'password=',
        'access_token=',
      ),
      fc.oneof(
        key('', '0123456789abcdef', 39).map((hex) => `${hex}a`),
        letters(`${alnum}+/`, { min: 40, max: 60 }),
      ),
    )
    .map(([name, secret]) => ({ text: `${name}${secret}`, secret })),
  bearer: fc
    .tuple(
      fc.constantFrom('Bearer ', 'bearer ', 'Authorization: Bearer '),
      letters(`${alnum}._-`, { min: 24, max: 60 }),
    )
    .map(([name, secret]) => ({ text: `${name}${secret}`, secret })),
  basic: fc.tuple(letters(alnum, { min: 3, max: 9 }), letters(alnum, { min: 6, max: 12 })).map(([user, word]) => {
    const secret = Buffer.from(`${user}:${word}`).toString('base64');
    return { text: `Authorization: Basic ${secret}`, secret };
  }),
  urls: fc
    .tuple(letters(alnum, { min: 2, max: 9 }), letters(`${alnum}!$@%`, { min: 8, max: 16 }))
    .map(([user, word]) => ({
      text: `http://${user}:${word}@gpu-box:11434/api`,
      secret: word,
    })),
  mail: fc
    .tuple(letters(`${lower}0123456789._`, { min: 3, max: 12 }), letters(lower, { min: 3, max: 9 }))
    .map(([user, host]) => `a${user}z@${host}.example.com`)
    .map((secret) => ({ text: secret, secret })),
  cards: fc
    .oneof(
      digits(14).map((each) => withLuhn(`4${each}`)),
      digits(13).map((each) => withLuhn(`55${each}`)),
      digits(12).map((each) => withLuhn(`37${each}`)),
      digits(13).map((each) => withLuhn(`62${each}`)),
      digits(14).map((each) => inFours(withLuhn(`4${each}`))),
      digits(14).map((each) => inFours(withLuhn(`4${each}`)).replaceAll(' ', '-')),
    )
    .map((secret) => ({ text: secret, secret })),
  ibans: fc
    .oneof(
      digits(18).map((account) => withCheckDigits('DE', account)),
      fc
        .tuple(letters('ABCDEFGH', { min: 4, max: 4 }), digits(14))
        .map(([bank, rest]) => withCheckDigits('GB', `${bank}${rest}`)),
      digits(18).map((account) => inFours(withCheckDigits('DE', account))),
    )
    .map((secret) => ({ text: secret, secret })),
  phones: fc
    .oneof(
      digits(7).map((each) => `+49 170 1${each.slice(1)}`),
      digits(7).map((each) => `+1 (555) 2${each.slice(1, 3)}-${each.slice(3)}`),
      digits(8).map((each) => `+861381${each.slice(1)}`),
      digits(7).map((each) => `(555) 2${each.slice(1, 3)}-${each.slice(3)}`),
      digits(8).map((each) => `138-${each.slice(0, 4)}-${each.slice(4)}`),
      digits(8).map((each) => `Tel. 030 ${each}`),
    )
    .map((text) => ({ text, secret: text.slice(-7) })),
};

describe('secrets never survive', () => {
  for (const [kind, shape] of Object.entries(secrets)) {
    test(`${kind}, wherever they stand`, () => {
      fc.assert(
        fc.property(
          shape,
          fc.constantFrom('', 'see ', 'Anna, ', '值：', '("'),
          fc.constantFrom('', '.', ' AND more', '")', '，'),
          (each, before, after) => {
            const left = redact(`${before}${each.text}${after}`);
            expect(left).toContain('[redacted ');
            expect(left).not.toContain(each.secret);
          },
        ),
        { numRuns: 200 },
      );
    });
  }

  test('a private key goes whole', () => {
    const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\nq83vASNFZ4k=\n-----END RSA PRIVATE KEY-----';
    expect(redact(`key:\n${pem}\nend`)).toBe('key:\n[redacted private-key]\nend');
  });

  test('the rest of the text stays, so that a log can still be read', () => {
    expect(redact('POST http://u:p4ss@gpu-box:11434/api/chat failed for anna@example.com.')).toBe(
      'POST http://[redacted credentials]@gpu-box:11434/api/chat failed for [redacted email].',
    );
    expect(redact('Pay to DE89 3704 0044 0532 0130 00 AND WAIT')).toBe('Pay to [redacted iban] AND WAIT');
    expect(redact('card 4111 1111 1111 1111 123 EUR')).toBe('card [redacted card] 123 EUR');
  });
});

const plain = [
  'REQ-1234: The pump shall stop within 2.5 s at 300 °C ± 5 %, and restart after +10 to +20 minutes.',
  'SYS-REQ-2026-000123 supersedes SRS_4.2.1-17 and ISO/IEC 29119-4:2021, clause 5.2.',
  'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b and digest sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'The cache key 9f86d081884c7d659a2feaa0c55ad015 is a hash.',
  'Between 2026-11-21T14:30:00Z and 21.11.2026 14:30:00, 192.168.10.254:11434 shall answer within 600000 ms.',
  'epoch 1732199400000 ms, 1732199400000000 µs, 1732199400000000000 ns',
  'The counter counts from 0 to 4294967295, then to 18446744073709551615; steps of 1 000 000 and 1,000,000.50.',
  'The value is +3.14159265 or +1 000 000 000 cycles, -40..+125 °C, 1e-9, 0x1F4A, 16#FF.',
  'Basic authentication and Bearer authentication shall be supported; the bearer REQ-0001 applies. Basic JavaScript.',
  'The access token: expires after 24 h. password: at least 12 characters. The secret = SessionManagerAuthenticationService.',
  'Tokens per second: 12345678901234567890. token_limit=4096 max_tokens: 2048 token: 2026-11-21',
  'npm_config_registry_and_more, hf_hub_download_progress, sk-learning-rate-schedule, task-sk-very-long-identifier',
  '用户在 30 秒内输入 6 位验证码，温度范围 -20~+85 ℃，编号 需求-0012。',
  'UUID 550e8400-e29b-41d4-a716-446655440000, v1.2.3-rc.4, @scope/package@1.2.3, actions/checkout@v4',
  'The mobile client sends 2026-11-21 to phones with 10 digits; the telephone shall ring 3 times.',
  'Serial number 4111111111111112 fails its check digit; order 12345678901234.',
  'Part DE89370400440532013000ABC is no account.',
  'Article DE12 is amended by AT20 1234, GB29 tests, and FR14 2004 1010 0505.',
];

describe('what requirements say stays', () => {
  test.each(plain)('%s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('plain text is unchanged', () => {
    const unit = fc.constantFrom('ms', 's', '°C', '%', 'kPa', 'V', 'MHz', 'requests', '次', 'km/h');
    const number = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    const word = fc.oneof(
      letters(`${lower}-`, { min: 1, max: 14 }),
      fc.tuple(number, unit).map(([value, of]) => `${value} ${of}`),
      fc.tuple(fc.constantFrom('REQ', 'SYS', 'UC', 'TC'), fc.nat(99_999)).map(([name, id]) => `${name}-${id}`),
      fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
      fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 65_535 })).map(([ip, port]) => `${ip}:${port}`),
      letters('0123456789abcdef', { min: 40, max: 40 }),
      fc.uuid(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const text = words.join(' ');
        expect(redact(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

test('what is redacted is not redacted again', () => {
  const any = fc.oneof(fc.string(), ...Object.values(secrets).map((shape) => shape.map(({ text }) => text)));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 5 }), (texts) => {
      const once = redact(texts.join(' '));
      expect(redact(once)).toBe(once);
    }),
    { numRuns: 300 },
  );
});

// With a pattern that reads a run again from each of its letters, any of these would take hours.
test.each([
  'a',
  '1',
  '4',
  '+1',
  '+1 ',
  '(',
  'a@',
  'a.',
  'a@a.',
  'eyJ',
  'sk-',
  '://',
  '://a@',
  'DE89 ',
  'token=',
  'token:a',
  'token:aaaaaaaaaaaaaaa....',
  'bearer ',
  'basic aaaaaa',
  '-----BEGIN PRIVATE KEY-----',
  'tel ',
  '555-',
  ' ',
])('a megabyte of "%s" is read in one go', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  expect(redact(`${text}!`).length).toBeGreaterThan(0);
});

test('every text in an object is redacted, and whatever is named like a secret', () => {
  expect(
    redactAll({
      authorization: 'anything',
      api_key: 'short',
      nested: [{ note: 'mail anna@example.com', prompt_tokens: 12 }],
      error: new Error('failed for anna@example.com'),
    }),
  ).toEqual({
    authorization: '[redacted]',
    api_key: '[redacted]',
    nested: [{ note: 'mail [redacted email]', prompt_tokens: 12 }],
    error: { name: 'Error', message: 'failed for [redacted email]' },
  });
});
