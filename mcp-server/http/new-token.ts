import { randomBytes } from 'node:crypto';
import { digestOf, requireTokenName } from './token-entry.ts';
import { tokenVariable } from './read-tokens.ts';

/** A new random token for `name`, and how to use it, as text for the terminal. @throws ConfigurationError */
export function newToken(name: string): string {
  requireTokenName(name);
  const token = `cwt_${randomBytes(32).toString('base64url')}`;
  return [
    `Token of ${name}; it is shown only now and kept nowhere:`,
    `  ${token}`,
    '',
    'Line for --token-file (the hash, not the token):',
    `  ${name} sha256:${digestOf(token).toString('hex')}`,
    '',
    'Start the server with the file, or with the token in the environment:',
    '  casewright mcp --http 8080 --token-file FILE',
    `  ${tokenVariable}=${name}:TOKEN casewright mcp --http 8080`,
    '',
    'Clients send it as a header: Authorization: Bearer TOKEN',
  ].join('\n');
}
