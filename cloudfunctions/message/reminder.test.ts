import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contracts/primitives/time';
import { reminderLeadMs } from './reminder';

describe('a reminder comes in proportion to the life of the coupon', () => {
  it.each([
    ['20 minutes', 20 * MINUTE_MS, 5 * MINUTE_MS],
    ['1 hour', HOUR_MS, 15 * MINUTE_MS],
    ['2 hours', 2 * HOUR_MS, 30 * MINUTE_MS],
    ['just under 6 hours', 6 * HOUR_MS - 1, 30 * MINUTE_MS],
    ['6 hours', 6 * HOUR_MS, 2 * HOUR_MS],
    ['1 day', DAY_MS, 2 * HOUR_MS],
    ['just under 2 days', 2 * DAY_MS - 1, 2 * HOUR_MS],
    ['2 days', 2 * DAY_MS, DAY_MS],
    ['3 days', 3 * DAY_MS, DAY_MS],
    ['7 days', 7 * DAY_MS, DAY_MS],
    ['a year', 365 * DAY_MS, DAY_MS],
  ])('a coupon of %s', (_name, life, lead) => {
    expect(reminderLeadMs(life)).toBe(lead);
  });

  it('always leaves time before it and after it', () => {
    for (let life = MINUTE_MS; life <= 10 * DAY_MS; life += 7 * MINUTE_MS) {
      expect(reminderLeadMs(life)).toBeGreaterThan(0);
      expect(reminderLeadMs(life)).toBeLessThanOrEqual(life / 2);
    }
  });
});
