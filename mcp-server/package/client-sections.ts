import { type ClientSetup, clientSetups } from './client-setups.ts';
import type { Identity } from './identity.ts';
import type { Launch } from './install-links.ts';

/** `npx` with the major version: a later one may need other settings, an older one is never taken from a cache. */
export function npxLaunch({ name, version }: Pick<Identity, 'name' | 'version'>): Launch {
  const [major = '0'] = version.split('.');
  return { name: 'casewright', command: 'npx', args: ['-y', `${name}@${major}`, 'mcp'] };
}

/** The sections of the guide and of the README that tell how clients get the server, as Markdown. */
export function clientSections(identity: Identity): { clients: string; install: string } {
  const setups = clientSetups(npxLaunch(identity));
  return { clients: setups.map(chapter).join('\n\n'), install: overview(setups) };
}

const link = ({ text, url }: { text: string; url: string }): string => `[${text}](${url})`;
const fenced = ({ language, text }: ClientSetup['block']): string => `\`\`\`${language}\n${text}\n\`\`\``;

function chapter({ client, links, place, block, waits }: ClientSetup): string {
  const parts = [`### ${client}`, links.map(link).join('\n'), wrapped(place), fenced(block), wrapped(`Time: ${waits}`)];
  return parts.filter((part) => part !== '').join('\n\n');
}

const widest = 150;

/** In lines that a difference can show. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= widest) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}

function overview(setups: ClientSetup[]): string {
  const links = setups.flatMap((setup) => setup.links.map(link));
  const commands = setups.filter(({ block }) => block.language === 'sh').map(({ block }) => fenced(block));
  return [links.join('\n'), ...commands].join('\n\n');
}
