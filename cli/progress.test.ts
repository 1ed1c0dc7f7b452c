import { describe, expect, it } from 'vitest';
import { progressReporter } from './progress.ts';

const step = (index: number, phase: 'model' | 'done', characters = 0) => {
  return { document: 'a.md', requirement_id: `R-${index}`, index, total: 4, phase, characters };
};

describe('progressReporter()', () => {
  it('gives a plain line for each finished requirement where nobody watches', () => {
    const notes: string[] = [];
    let time = 0;
    const { report, clear } = progressReporter(
      { watched: false, note: (text) => notes.push(text) },
      { now: () => time },
    );
    time = 10_000;
    report(step(1, 'model', 40));
    report(step(1, 'done'));
    clear();
    expect(notes).toEqual(['1/4 R-1 (10 s, about 30 s left)']);
  });

  it('draws one line again and again on a terminal, not for every character, and removes it', () => {
    let time = 1000;
    let written = '';
    const world = { now: () => time, write: (text: string) => void (written += text) };
    const { report, clear } = progressReporter({ watched: true, note: () => expect.unreachable() }, world);
    report(step(1, 'model', 40));
    time += 10;
    report(step(1, 'model', 41));
    expect(written).toBe('\r\u001b[2K░░░░░░░░░░░░░░░░░░░░ 0/4 R-1 (0 s, 40 characters)');
    written = '';
    report(step(1, 'done'));
    expect(written).toContain('█████░░░░░░░░░░░░░░░ 1/4');
    written = '';
    clear();
    expect(written).toBe('\r\u001b[2K');
  });
});
