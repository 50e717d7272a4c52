import { DAY_MS } from '@contracts/primitives/time';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { order } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../../stage/stage';
import { publish, unlimited, written, hours } from '../../coupon/template-stage';

/** A gift that cannot be given yet is given when it can be, and is seen meanwhile. */
describe('a gift that cannot be given yet', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const grown = async (name: string) => {
    const phone = personOf(cloud, name);
    await join(phone);
    await order(cloud, phone, 50_000);
    return { phone, memberId: await memberIdOf(phone) };
  };
  const upgradeWith = (packId: Awaited<ReturnType<typeof packFor>>) =>
    publishGrowth(cloud, { pendingDays: 0, gifts: [{ kind: 'upgrade', fromLevel: 1, packId }] });
  const refused = async () =>
    (await he().growth.listRefusedGifts({ cursor: null })).gifts.map(({ memberId, againAt }) => [
      memberId,
      againAt !== null,
    ]);
  const limited = async (limits: Partial<typeof unlimited>) => {
    const { template } = await he().coupon.saveTemplate({
      edit: null,
      terms: written('会员礼', 500),
      validity: hours(240),
      limits: { ...unlimited, ...limits },
      collectable: false,
      noMemberLimit: true,
    });
    await publish(he(), template.templateId);
    return template.templateId;
  };
  const packOf = async (templateId: Awaited<ReturnType<typeof limited>>) =>
    (
      await he().coupon.savePack({
        packId: null,
        name: '限量礼',
        channel: 'tier',
        steps: [{ templateId, quantity: 1, validity: null }],
        status: 'published',
      })
    ).pack.packId;

  it('is tried again the next day where one a day is given, and the office sees it until then', async () => {
    await upgradeWith(await packOf(await limited({ perDay: 1 })));
    const [one, two] = [await grown('oFirst'), await grown('oSecond')];
    await untilGrown(cloud);
    const given = () => [one, two].flatMap(({ memberId }) => giftsOf(cloud, memberId));
    expect(given()).toEqual(['upgrade-1']);
    expect(await refused()).toEqual([[expect.stringMatching(/^mem_/), true]]);
    const waits = documentsOf(cloud, 'tierStates').find(({ owed }) => owed.length > 0)!;
    expect(waits.owedSince).toBeGreaterThan(cloud.clock.now());
    await untilGrown(cloud, DAY_MS);
    expect([given(), await refused()]).toEqual([['upgrade-1', 'upgrade-1'], []]);
    expect(documentsOf(cloud, 'tierGifts').map(({ againAt }) => againAt)).toEqual([undefined, undefined]);
    const coupons = documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'tier');
    expect(coupons.map(({ memberId }) => memberId).sort()).toEqual([one.memberId, two.memberId].sort());
    const { messages } = await two.phone.message.listInbox({ cursor: null });
    expect(messages.filter(({ kind }) => kind === 'gift_waiting')).toHaveLength(1);
  });

  it('is given up after a fortnight in which none was left, and not looked at any more', async () => {
    await upgradeWith(await packOf(await limited({ total: 1 })));
    await grown('oFirst');
    await grown('oSecond');
    await untilGrown(cloud);
    for (let day = 0; day < 15; day += 1) await untilGrown(cloud, DAY_MS);
    expect(await refused()).toEqual([[expect.stringMatching(/^mem_/), false]]);
    expect(documentsOf(cloud, 'tierStates').map(({ owedSince }) => owedSince)).toEqual([null, null]);
  });

  it('of whoever is frozen is given when they are not any more, without its being refused', async () => {
    await upgradeWith(await packFor(cloud, 'upgrade', 'fresh-5'));
    const { memberId } = await grown('oFrozen');
    await he().office.freezeMember({ memberId, frozen: true, reason: '盗刷嫌疑' });
    await untilGrown(cloud);
    await untilGrown(cloud, 20 * DAY_MS);
    expect([giftsOf(cloud, memberId), await refused()]).toEqual([[], []]);
    expect(documentsOf(cloud, 'tierStates').map(({ tier }) => tier)).toEqual(['成长']);
    await he().office.freezeMember({ memberId, frozen: false, reason: '查清了' });
    await untilGrown(cloud, DAY_MS);
    expect(giftsOf(cloud, memberId)).toEqual(['upgrade-1']);
  });
});
