import { shopperKind } from '@contracts/message/message';
import { leftText, mutedAfter, reminderGroups } from './reminder-groups';

const setting = (change: object = {}) => ({
  kind: 'coupon_expiry' as const,
  on: true,
  sendsLeft: 0,
  subscribed: false,
  ...change,
});
const all = shopperKind.options.map((kind) => setting({ kind }));

describe('the groups of reminders', () => {
  it('every kind stands in one of four groups', () => {
    const groups = reminderGroups(all);
    expect(groups).toHaveLength(4);
    expect(groups.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)).sort()).toEqual(
      [...shopperKind.options].sort(),
    );
  });

  it.each([
    [setting({ on: false, sendsLeft: 2, subscribed: true }), '已关闭，不会再收到'],
    [setting({ sendsLeft: 2, subscribed: true }), '微信还会提醒你 2 次'],
    [setting({ subscribed: true }), '微信提醒用完了，会放在小程序消息里'],
    [setting(), '还没订阅微信提醒，会放在小程序消息里'],
  ])('%o reads %s', (one, text) => expect(leftText(one)).toBe(text));

  it.each([
    ['none wanted', [{ on: false }, { on: false }], false, '都关着，不会收到'],
    ['never asked', [{}, {}], true, '还没订阅微信提醒'],
    ['used up', [{ subscribed: true }, {}], true, '微信提醒用完了'],
    ['one heard', [{ sendsLeft: 1, subscribed: true }, {}], true, '1 种微信会提醒'],
    ['some wanted', [{ on: false }, {}], true, '开着 1 种，还没订阅微信提醒'],
  ])('a group with %s', (_name, [first, second], on, text) => {
    const kinds = [setting(first), setting({ kind: 'card_expiry', ...second })];
    expect(reminderGroups(kinds)[0]).toMatchObject({ on, text });
  });

  it('a group turns its kinds and no other', () => {
    const kinds = [setting(), setting({ kind: 'card_expiry' }), setting({ kind: 'order_paid', on: false })];
    expect(mutedAfter(kinds, ['coupon_expiry', 'card_expiry'], false)).toEqual([
      'coupon_expiry',
      'card_expiry',
      'order_paid',
    ]);
    expect(mutedAfter(kinds, ['order_paid'], true)).toEqual([]);
  });
});
