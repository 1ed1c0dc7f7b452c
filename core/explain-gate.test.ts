import { describe, expect, it } from 'vitest';
import { explainGate } from './explain-gate.ts';
import { planAgain } from './generate/plan-again.ts';
import { emptyLock } from './lock/lock.ts';
import { parseDocument } from './parse/parse-document.ts';

describe('explainGate()', () => {
  const parsed = parseDocument({ path: 'a.md', text: 'REQ-1 When the button is pressed, the door shall open.\n' });
  const plan = planAgain(parsed, emptyLock);
  const explain = (now: typeof plan) =>
    explainGate({ documents: [{ document: 'a.md', parsed, plan: now, suite: undefined }], lock: emptyLock });

  it('names the check at which a draft failed, for generate would not help', () => {
    const demands = plan.demands.map((each) => ({ ...each, response: 'a captcha arrives' }));
    expect(explain({ ...plan, demands }).get('a.md:REQ-1#1')).toMatch(
      /^its draft failed its checks \(.+\): say it more/,
    );
  });

  it('leaves an item whose draft is sound to the way out of all', () => {
    expect(plan.demands).toHaveLength(1);
    expect(explain(plan)).toEqual(new Map());
  });
});
