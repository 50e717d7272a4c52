import type { IssueRuleTerms } from '@contracts/payment/issue-rule-values';
import { fen } from '@contracts/primitives/fen';
import { isCardPlanId } from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import { hasOddHours, issueTerms, issueValues } from './issue-values';

const planId = 'plan_member';
if (!isCardPlanId(planId)) throw new Error(planId);
const terms: IssueRuleTerms = {
  name: '周末首单',
  enabled: true,
  priority: 10,
  fromFen: fen(1),
  untilFen: fen(9900),
  fromDate: '2026-11-29',
  untilDate: '2026-12-01',
  weekdays: [6, 7],
  timeOfDay: { fromMinute: 1320, untilMinute: 1440 },
  storeIds: null,
  counterPayments: false,
  planId,
  packId: null,
  claimValidForMs: 36 * HOUR_MS,
};

describe('an issue rule as the form has it', () => {
  it('opened and saved unchanged says what was there', () => {
    expect(issueTerms(issueValues(terms))).toEqual(terms);
    expect(issueValues(terms)).toMatchObject({ lastDay: '2026-11-30', untilTime: '00:00', claimFor: 36 });
  });

  it('a rule without a card is none', () => {
    expect(() => issueTerms(issueValues(null))).toThrow();
  });

  it.each([
    [null, null, false],
    ['08:00', null, true],
    [null, '08:00', true],
    ['08:00', '08:00', true],
    ['22:00', '06:00', false],
    ['00:00', '00:00', false],
  ])('hours from %p to %p are odd: %p', (fromTime, untilTime, odd) =>
    expect(hasOddHours({ fromTime, untilTime })).toBe(odd),
  );
});
