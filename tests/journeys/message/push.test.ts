import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { leaderCode } from '@contracts/values';
import { describeCall } from '../../../local/cloudbase/gateway';
import { CAMPAIGN_TEMPLATE } from '../../../local/seed/demo-settings';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { restSweeps } from '../../stage/journey/rest-sweeps';
import { momentOf } from '../../stage/watch/moment';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';
import { campaign, everybody, pushStage, text } from './push-stage';
import { drawnEntries } from '../../stage/property';

describe('the merchant’s push (J7)', () => {
  const cloud = cloudOfEach();
  let operator: Phone;
  beforeEach(async () => {
    operator = phoneOf(cloud, 'operator-he');
  });

  const { shopper, joinAll, preview, ready, submit, read, sweepAt } = pushStage(() => ({ cloud, operator }));
  const arrived = (phones: Phone[]) => phones.map((phone) => phone.serviceNotifications().length);

  it('counts who is reached how, shows samples, sends, and tells the results', async () => {
    const phones = await joinAll(4);
    await phones[0]?.allowReminders(1, [CAMPAIGN_TEMPLATE]);
    await phones[3]?.message.saveSettings({ mutedKinds: ['campaign'], quietHours: null });
    const push = await ready();
    expect(push.preview).toMatchObject({
      total: 3,
      muted: 1,
      capped: 0,
      reach: { wechat: 1, official_account: 0, official_notice: 0, inbox: 2 },
    });
    expect(push.preview.samples).toHaveLength(3);
    expect(push.preview.samples[0]).toEqual({ title: text.title, lines: [text.body] });
    expect(documentsOf(cloud, 'messages')).toHaveLength(0);

    expect((await submit(push.id)).push.status).toBe('sending');
    await sweepAt(NOON + MINUTE_MS);
    expect(arrived(phones)).toEqual([1, 0, 0, 0]);
    const done = await read(push.id);
    expect(done).toMatchObject({ status: 'done', done: 3, skipped: 0 });
    expect(done.results).toEqual([
      { channel: 'inbox', delivery: 'delivered', note: 'no_send_left', count: 2 },
      { channel: 'wechat', delivery: 'delivered', note: null, count: 1 },
    ]);
    expect((await phones[1]?.message.listInbox({ cursor: null }))?.messages).toHaveLength(1);
    expect((await phones[3]?.message.listInbox({ cursor: null }))?.messages).toHaveLength(0);
  });

  it('goes to those with the points, the tags, the store, the leader, the card or the last payment asked for', async () => {
    const [first, second] = await joinAll(3);
    if (!first || !second) throw new Error('nobody');
    const { member } = await first.member.join({ leaderCode: null, phoneCode: null });
    await operator.points.adjust({ cardNumber: member.card.number, points: 500, reason: '补贴' });
    const orderId = await billOf(cloud, 3000);
    await payInWechat(second, orderId);
    await second.payment.confirm({ orderId });
    const led = shopper(9);
    await led.member.join({ leaderCode: leaderCode.parse('Chen2026'), phoneCode: null });
    await cloud.database.environment(cloud.env).update('members', {
      filter: { _id: documentsOf(cloud, 'members')[2]?._id },
      modifier: { $set: { tags: ['常客'] } },
      multi: false,
    });
    const { stores, leaders, cardPlans } = await operator.message.listAudienceChoices({});
    const reachOf = async (audience: Partial<typeof everybody> | object) => {
      const { preview: counted } = await ready({ ...campaign(), audience: { ...everybody, ...audience } });
      return counted.total;
    };
    expect(await reachOf({ pointsAtLeast: 500 })).toBe(1);
    expect(await reachOf({ pointsAtLeast: 501 })).toBe(0);
    expect(await reachOf({ paidWithinDays: 1 })).toBe(1);
    expect(await reachOf({ notPaidForDays: 1 })).toBe(3);
    expect(await reachOf({ tags: ['常客', '没人有'] })).toBe(1);
    expect(await reachOf({ storeIds: stores.map(({ id }) => id) })).toBe(1);
    expect(await reachOf({ leaderIds: leaders.map(({ id }) => id) })).toBe(1);
    expect(
      await reachOf({
        cardPlanIds: cardPlans.filter(({ name }) => name === '邻里会员卡').map(({ id }) => id),
      }),
    ).toBe(4);
    expect(
      await reachOf({
        cardPlanIds: cardPlans.filter(({ name }) => name === '邻里常客卡').map(({ id }) => id),
      }),
    ).toBe(0);
    expect(await reachOf({ cardExpiresWithinDays: 30 })).toBe(0);
    cloud.moveClock(NOON + DAY_MS);
    expect(await reachOf({ notPaidForDays: 1 })).toBe(4);
  });

  it('somebody whose account is gone, or whose documents are broken, stops nobody else', async () => {
    const phones = await joinAll(3);
    const push = await ready({
      kind: 'coupon_expiry',
      audience: { ...everybody, couponsExpireWithinDays: 1 },
      text: null,
      sendAt: null,
    });
    expect(push.preview.total).toBe(3);
    await submit(push.id);
    const environment = cloud.database.environment(cloud.env);
    const [gone] = documentsOf(cloud, 'members');
    await environment.remove('members', { _id: gone?._id }, false);
    await sweepAt(NOON + MINUTE_MS);
    expect(await read(push.id)).toMatchObject({ status: 'done', done: 3, skipped: 1 });
    expect((await phones[2]?.message.listInbox({ cursor: null }))?.messages).toHaveLength(1);
  });

  it('goes nowhere before the preview is complete, nor with words the platform forbids', async () => {
    const { push } = await operator.message.createPush(campaign());
    await expect(submit(push.id)).rejects.toMatchObject({ code: 'push_not_ready' });
    const forced = { ...campaign(), text: { title: '领券', body: '转发给三位好友才能领取' } };
    const bad = await ready(forced);
    expect(bad.lint).toMatchObject([{ severity: 'forbidden' }]);
    await expect(submit(bad.id)).rejects.toMatchObject({ code: 'push_text_forbidden' });
  });

  it('a retried request makes one push; a retried preview counts nobody twice', async () => {
    await joinAll(3);
    const requestId = newTestRequest();
    const [first, second] = await Promise.all(
      [1, 2].map(() => operator.message.createPush(campaign(), { requestId })),
    );
    expect(second?.push.id).toBe(first?.push.id);
    const pushId = first?.push.id;
    if (!pushId) throw new Error('no push');
    await Promise.all([1, 2, 3].map(() => operator.message.previewPush({ pushId })));
    expect((await preview(pushId)).preview).toMatchObject({ scanned: 3, total: 3 });
    expect(documentsOf(cloud, 'pushRecipients')).toHaveLength(3);
  });

  it('the same push twice is refused unless it is confirmed', async () => {
    await joinAll(1);
    await submit((await ready()).id);
    const again = await ready();
    await expect(submit(again.id)).rejects.toMatchObject({ code: 'push_repeated' });
    expect((await submit(again.id, true)).push.status).toBe('sending');
    cloud.moveClock(NOON + 7 * DAY_MS);
    expect((await submit((await ready()).id)).push.status).toBe('sending');
  });

  it('about coupons it goes to those who have them, and says nothing of those used meanwhile', async () => {
    const phones = await joinAll(2);
    await phones[0]?.allowReminders(1);
    const push = await ready({
      kind: 'coupon_expiry',
      audience: { ...everybody, couponsExpireWithinDays: 1 },
      text: null,
      sendAt: null,
    });
    expect(push.preview).toMatchObject({ total: 2 });
    const [mine] = documentsOf(cloud, 'members');
    await cloud.database.environment(cloud.env).update('coupons', {
      filter: { memberId: { $ne: mine?._id } },
      modifier: { $set: { status: 'used', usedAt: NOON } },
      multi: true,
    });
    await submit(push.id);
    await sweepAt(NOON + MINUTE_MS);
    expect(await read(push.id)).toMatchObject({ status: 'done', done: 2, skipped: 1 });
    expect(documentsOf(cloud, 'messages').filter(({ pushId }) => pushId === push.id)).toHaveLength(1);
  });

  const kinds = ['drop', 'drop-after', 'conflict'] as const;
  it.each(kinds)(
    'two sweeps at once, whichever database call fails (%s): everybody has it, WeChat got it at most once each',
    async (kind) => {
      const phones = await joinAll(2);
      for (const phone of phones) await phone.allowReminders(1);
      // What joining itself leaves to the sweeps is not what these tests are about.
      await restSweeps(cloud);
      await submit((await ready()).id);
      const startedAt = cloud.clock.now() + MINUTE_MS;
      cloud.moveClock(startedAt);
      const again = momentOf(cloud);
      await again();
      cloud.faults.database.startTrace();
      await Promise.all([cloud.trigger('sweep'), cloud.trigger('sweep')]);
      const calls = cloud.faults.database.trace.map(describeCall);
      expect(calls.length).toBeGreaterThan(20);
      let fired = 0;
      const drawn = drawnEntries(calls, kinds.indexOf(kind));
      for (const [position, call] of drawn) {
        await again();
        cloud.faults.apply({ target: 'database', nth: position + 1, kind });
        await Promise.all([cloud.trigger('sweep'), cloud.trigger('sweep')]);
        fired += cloud.faults.database.fired;
        for (const minute of [1, 2, 3, 4, 5]) await sweepAt(startedAt + minute * MINUTE_MS);
        expect(Math.max(...arrived(phones))).toBeLessThanOrEqual(1);
        expect({ call, messages: documentsOf(cloud, 'messages').length }).toEqual({ call, messages: 2 });
        expect({ call, statuses: documentsOf(cloud, 'pushes').map(({ status }) => status) }).toEqual({
          call,
          statuses: ['done'],
        });
      }
      // Of two at once one may find nothing left to do: the last calls of the trace need not come again.
      expect(fired).toBeGreaterThan(drawn.length / 3);
    },
  );
});
