import type { Progress } from '../core/index.ts';
import type { Shell } from './shell.ts';

const barWidth = 20;
const redrawMs = 100;

/**
 * Shows how far a run is on standard error: one line that is drawn again on a terminal, a line for each finished
 * requirement elsewhere. `now` is in milliseconds.
 */
export function progressReporter(
  shell: Pick<Shell, 'watched' | 'note'>,
  { write = (text: string) => void process.stderr.write(text), now = () => Date.now() } = {},
): { report: (progress: Progress) => void; clear: () => void } {
  const started = now();
  const finished = new Set<number>();
  let drawn = 0;
  const clear = () => {
    if (shell.watched && drawn > 0) write('\r\u001b[2K');
    drawn = 0;
  };
  return {
    clear,
    report: (progress) => {
      if (progress.phase === 'done') finished.add(progress.index);
      const times = timing(now() - started, finished.size, progress.total);
      if (!shell.watched) {
        if (progress.phase === 'done')
          shell.note(`${finished.size}/${progress.total} ${progress.requirement_id} (${times})`);
        return;
      }
      if (progress.phase === 'model' && now() - drawn < redrawMs) return;
      drawn = now();
      const full = Math.round((finished.size / progress.total) * barWidth);
      const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
      const answer = progress.characters > 0 ? `, ${progress.characters} characters` : '';
      write(`\r\u001b[2K${bar} ${finished.size}/${progress.total} ${progress.requirement_id} (${times}${answer})`);
    },
  };
}

function timing(elapsed: number, finished: number, total: number): string {
  const left = finished === 0 ? undefined : (elapsed / finished) * (total - finished);
  return `${seconds(elapsed)}${left === undefined || finished === total ? '' : `, about ${seconds(left)} left`}`;
}

function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return whole < 100 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
