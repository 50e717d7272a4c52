import { instant, DAY_MS } from '@contracts/primitives/time';
import { NEW_PUSH, pushInput, sendAtOf } from './push-values';

const now = instant(Date.UTC(2026, 10, 29, 4));

describe('a push as the form has it', () => {
  it.each([
    [null, null, null],
    [null, '10:00', null],
    ['2026-11-30', '10:00', Date.UTC(2026, 10, 30, 2)],
    ['2026-11-30', null, Date.UTC(2026, 10, 29, 16)],
  ])('on %s at %s', (day, clock, at) => expect(sendAtOf({ day, clock })).toBe(at));

  it('a reminder writes itself: its words are none', () => {
    const values = { ...NEW_PUSH, title: ' 周末 ', body: '到店', joinedDays: 7 };
    expect(pushInput(values, now)).toMatchObject({
      text: { title: '周末', body: '到店' },
      audience: { joinedFrom: now - 7 * DAY_MS },
      sendAt: null,
    });
    expect(pushInput({ ...values, kind: 'coupon_expiry' }, now).text).toBeNull();
  });

  it('what is no id of ours and an empty tag name nobody', () => {
    const values = { ...NEW_PUSH, storeIds: ['sto_xingfu', 'x'], tags: ['常客', ' '] };
    expect(pushInput(values, now).audience).toMatchObject({ storeIds: ['sto_xingfu'], tags: ['常客'] });
  });
});
