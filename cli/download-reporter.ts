import type { Shell } from './shell.ts';

type Download = { received: number; total: number | undefined };

const barWidth = 20;
const redrawMs = 200;
const megabyte = 1_000_000;

/** Shows how far the download of weights is: a bar on a terminal, a line for each tenth elsewhere. */
export function downloadReporter(
  shell: Pick<Shell, 'watched' | 'note'>,
  { write = (text: string) => void process.stderr.write(text), now = () => Date.now() } = {},
): (progress: Download) => void {
  let drawn = -Infinity;
  let tenths = -1;
  return ({ received, total }) => {
    const share = total === undefined || total === 0 ? undefined : Math.min(1, received / total);
    const done = share === 1;
    const size = `${Math.round(received / megabyte)}${total === undefined ? '' : ` of ${Math.round(total / megabyte)}`} MB`;
    if (!shell.watched) {
      const tenth = share === undefined ? Math.floor(received / (100 * megabyte)) : Math.floor(share * 10);
      if (tenth === tenths) return;
      tenths = tenth;
      shell.note(`Downloading weights: ${size}`);
      return;
    }
    if (!done && now() - drawn < redrawMs) return;
    drawn = now();
    const full = share === undefined ? 0 : Math.round(share * barWidth);
    write(`\r\u001b[2K${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${size} of weights${done ? '\n' : ''}`);
  };
}
