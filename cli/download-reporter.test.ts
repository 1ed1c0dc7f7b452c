import { describe, expect, it } from 'vitest';
import { downloadReporter } from './download-reporter.ts';

const megabyte = 1_000_000;

/** What is said of a download of so many megabytes, a tenth of a second after each other. */
const said = (watched: boolean, steps: number[], total: number | undefined) => {
  const notes: string[] = [];
  const drawn: string[] = [];
  let time = 0;
  const report = downloadReporter(
    { watched, note: (text) => void notes.push(text) },
    { write: (text) => void drawn.push(text), now: () => time },
  );
  for (const received of steps) {
    report({ received: received * megabyte, total: total === undefined ? undefined : total * megabyte });
    time += 100;
  }
  return { notes, drawn };
};

describe('downloadReporter()', () => {
  it('gives a line for each tenth where nobody watches', () => {
    const steps = Array.from({ length: 201 }, (_, index) => index);
    const { notes, drawn } = said(false, steps, 200);
    expect(drawn).toEqual([]);
    expect(notes).toHaveLength(11);
    expect(notes.slice(0, 2)).toEqual(['Downloading weights: 0 of 200 MB', 'Downloading weights: 20 of 200 MB']);
    expect(notes.at(-1)).toBe('Downloading weights: 200 of 200 MB');
  });

  it('gives a line for each hundred megabytes where the server tells no size', () => {
    expect(said(false, [0, 50, 99, 100, 250], undefined).notes).toEqual([
      'Downloading weights: 0 MB',
      'Downloading weights: 100 MB',
      'Downloading weights: 250 MB',
    ]);
  });

  it('draws a bar on a terminal, not at every step, and leaves it when all is there', () => {
    const { notes, drawn } = said(true, [0, 1, 2, 3, 4], 4);
    expect(notes).toEqual([]);
    expect(drawn).toEqual([
      `\r\u001b[2K${'░'.repeat(20)} 0 of 4 MB of weights`,
      `\r\u001b[2K${'█'.repeat(10)}${'░'.repeat(10)} 2 of 4 MB of weights`,
      `\r\u001b[2K${'█'.repeat(20)} 4 of 4 MB of weights\n`,
    ]);
  });

  it('shows the end although it was drawn a moment ago, and no more than all', () => {
    const { drawn } = said(true, [3, 5], 4);
    expect(drawn.at(-1)).toBe(`\r\u001b[2K${'█'.repeat(20)} 5 of 4 MB of weights\n`);
  });
});
