import { describe, expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';
import { planDocument } from './plan-document.ts';
import { itemKey } from './item-key.ts';

const lockout = '**R-1** When the user submits an invalid password three times, the system shall lock the account.\n';

describe('planDocument()', () => {
  it('plans what is within 8,000 characters and says that the rest is not', () => {
    const { plan } = planText(`**R-1** ${'The system shall lock the door when it opens. '.repeat(400)}\n`);
    expect(plan.findings).toContainEqual(expect.objectContaining({ rule: 'too_long', severity: 'error' }));
    expect(plan.coverage_items.length).toBeLessThan(200);
  });

  it('yields a question and no case for a criterion that is not decided, and cases for its neighbours', () => {
    const { plan } = planText(
      '**US-1** As a user, I want to sign in.\n\n- AC1: The user is locked out after TBD attempts.\n- AC2: The page shall show the name.\n',
    );
    expect(plan.coverage_items.map(({ criterion_id }) => criterion_id)).toEqual(['AC2']);
    expect(plan.questions.map(({ criterion_id }) => criterion_id)).toEqual(['AC1']);
  });

  it('keeps the numbers of earlier items and never gives one twice', () => {
    const { document, plan } = planText(lockout);
    const [first, second] = plan.coverage_items;
    if (!first || !second) throw new Error('Expected two items');
    const earlier = { 'R-1': { numbers: { [itemKey(second)]: 7 }, next: 9 } };
    expect(planDocument(document, earlier).coverage_items.map(({ id }) => id)).toEqual(['R-1#9', 'R-1#7']);
  });

  it('is the same each time', () => {
    expect(JSON.stringify(planText(lockout).plan)).toBe(JSON.stringify(planText(lockout).plan));
  });

  it('takes ids that are names of object properties', () => {
    const { plan } = planText('## CONSTRUCTOR-1 X\n\nThe system shall show the name.\n');
    expect(plan.coverage_items.map(({ id }) => id)).toEqual(['CONSTRUCTOR-1#1']);
  });
});
