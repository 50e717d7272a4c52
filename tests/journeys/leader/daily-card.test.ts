import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { demoPerson } from '../../../local/seed/demo-people';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { order, pass } from '../../stage/invite-stage';
import { CHEN_CODE, neighbour } from '../../stage/leader-stage';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { NOON, phoneOf } from '../../stage/stage';

const cloud = sharedCloud();

const sweepAt = async (ms: number) => {
  cloud.moveClock(NOON + ms);
  await cloud.triggerTimers();
};

describe('the daily card', () => {
  it('counts coupons that end tonight and claims nobody took, with words to paste', async () => {
    const chen = phoneOf(cloud, 'leader-chen').leader;
    expect(await chen.readActionCard({})).toMatchObject({ items: [], asOf: null });
    await neighbour(cloud, 1).member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    cloud.moveClock(NOON + 10 * HOUR_MS);
    await neighbour(cloud, 2).member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    // Somebody pays at the counter and does not claim the card.
    const guest = neighbour(cloud, 'guest');
    const orderId = await billOf(cloud, 3200);
    await payInWechat(guest, orderId);
    await guest.payment.confirm({ orderId });
    await sweepAt(10 * HOUR_MS + MINUTE_MS);
    const evening = await chen.readActionCard({});
    expect(evening.items.map(({ kind, count }) => [kind, count])).toEqual([
      ['coupons', 1],
      ['claims', 1],
    ]);
    expect(evening.items[0]?.title).toBe('1 位成员的券今晚到期');
    expect(evening.items[0]?.groupText).toContain('今晚 24 点到期');
    const everything = JSON.stringify(evening);
    expect(everything).not.toMatch(/mem_|oNeighbour|\d{3}\*{4}\d{4}|分享.*得|转发.*得/);
  });

  it('who has gone quiet is who the segments say is dormant or at risk, of this team', async () => {
    const chen = phoneOf(cloud, 'leader-chen').leader;
    const [ann, bo] = [neighbour(cloud, 1), neighbour(cloud, 2)];
    await ann.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await bo.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const stranger = await newcomer(cloud, 'oStranger');
    for (const someone of [ann, stranger.phone]) await order(cloud, someone, 10_000);
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
    await sweepAt(30 * DAY_MS);
    const quiet = async () =>
      (await chen.readActionCard({})).items.flatMap(({ kind, title }) => (kind === 'quiet' ? [title] : []));
    expect(await quiet()).toEqual([]);
    await pass(cloud, 2 * DAY_MS);
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud, 31 * MINUTE_MS);
    expect(await quiet()).toEqual(['1 位成员好久没下单了']);
  });

  it('yesterday’s counts are not shown as today’s, and the leader’s link stands under the text', async () => {
    const chen = phoneOf(cloud, 'leader-chen').leader;
    const { url } = await chen.makeLink({});
    await neighbour(cloud, 1).member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await sweepAt(MINUTE_MS);
    expect((await chen.readActionCard({})).items[0]?.groupText.endsWith(url)).toBe(true);
    cloud.moveClock(NOON + 13 * HOUR_MS);
    expect(await chen.readActionCard({})).toMatchObject({ items: [], asOf: null });
  });

  it('is the leader’s own: others are refused', async () => {
    await expect(
      phoneOf(cloud, demoPerson('shopper-lin').id).leader.readActionCard({}),
    ).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
