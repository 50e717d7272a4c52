import { chinaDateOf, DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { sendDailyFigures } from '../../../cloudfunctions/insight/daily/send-daily-figures';
import { dieAt } from '../../stage/identity-stage';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { order, pass } from '../../stage/invite-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf } from '../../stage/stage';
import { timerCallOf } from '../../stage/sweep-stage';

/** Every morning the owners read what the shop did the day before, once. */
describe('the figures of yesterday', () => {
  const cloud = cloudOfEach();
  const owner = () => phoneOf(cloud, 'owner-li');
  const inbox = async (who = owner()) =>
    (await who.message.listInbox({ cursor: null })).messages.filter(({ kind }) => kind === 'daily_figures');
  /** The test's days begin at noon in China. */
  const until = async (at: number) => {
    cloud.moveClock(at);
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
  };
  const NINE_TOMORROW = NOON + 21 * HOUR_MS;

  beforeEach(async () => {
    await owner().member.join({ leaderCode: null, phoneCode: null });
    await phoneOf(cloud, 'operator-he').member.join({ leaderCode: null, phoneCode: null });
  });

  it('come at nine, once, to owners only, with what fell against the same weekday', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    for (let n = 0; n < 3; n += 1) await order(cloud, ann.phone, 2000);
    await untilTold(cloud);
    await until(NINE_TOMORROW - 10 * MINUTE_MS);
    expect(await inbox()).toEqual([]);
    await until(NINE_TOMORROW);
    const [first] = await inbox();
    expect(first?.title).toBe(`昨日经营 ${chinaDateOf(instant(NOON))}`);
    expect(first?.lines.slice(0, 2).join()).toMatch(/^净销售额 ¥\d+.*上周.没有,有效订单 3，上周.没有$/);
    expect(await inbox(phoneOf(cloud, 'operator-he'))).toEqual([]);

    // A day on which nothing happened, and nothing a week before: nobody is told.
    await until(NINE_TOMORROW + DAY_MS);
    await until(NINE_TOMORROW + 2 * DAY_MS);
    expect(await inbox()).toHaveLength(1);
    // A week later: one order, where there were three.
    cloud.moveClock(NINE_TOMORROW + 6 * DAY_MS);
    await order(cloud, ann.phone, 2000);
    await untilTold(cloud);
    await until(NINE_TOMORROW + 7 * DAY_MS);
    const [latest] = await inbox();
    expect(latest?.lines[0]).toMatch(/^注意：净销售额、有效订单比上周.少了很多$/);
    expect(await inbox()).toHaveLength(2);
  });

  it('come whole after runs that died at any call', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await order(cloud, ann.phone, 2000);
    await untilTold(cloud);
    cloud.moveClock(NINE_TOMORROW);
    // It dies at every call in turn, each time further on.
    for (let at = 1; at <= 40; at += 1)
      await dieAt(cloud, at, () => sendDailyFigures(timerCallOf(cloud)).catch(() => undefined));
    const said = documentsOf(cloud, 'dailyFigures').find(({ lines }) => lines.length > 0);
    expect(said).toMatchObject({ dueAt: null });
    expect((await inbox()).map(({ lines }) => lines)).toEqual([said?.lines]);
    expect(await owner().member.overview({})).toMatchObject({ unreadMessages: 1 });
    await until(NINE_TOMORROW + HOUR_MS);
    expect(await inbox()).toHaveLength(1);
  });

  it('wait until what was told of yesterday is counted', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await order(cloud, ann.phone, 2000);
    cloud.moveClock(NINE_TOMORROW);
    await sendDailyFigures(timerCallOf(cloud));
    expect(documentsOf(cloud, 'dailyFigures')).toEqual([]);
    await untilTold(cloud);
    await until(NINE_TOMORROW + HOUR_MS);
    expect((await inbox())[0]?.lines[1]).toMatch(/^有效订单 1/);
  });

  it('are told by no one who switched them off, and at the hour that was set', async () => {
    const operator = phoneOf(cloud, 'operator-he');
    const save = async (content: Record<string, string | number>) => {
      const { version } = await operator.office.readSettings({});
      await operator.office.saveSettings({ name: 'figureRules', content, basedOn: version });
    };
    await save({ daily: 'off' });
    const ann = await newcomer(cloud, 'oAnn');
    await order(cloud, ann.phone, 2000);
    await untilTold(cloud);
    await until(NINE_TOMORROW + MINUTE_MS);
    expect(await inbox()).toEqual([]);
    await save({ dailyAt: '10:30' });
    await order(cloud, ann.phone, 2000);
    await untilTold(cloud);
    await until(NINE_TOMORROW + DAY_MS + HOUR_MS);
    expect(await inbox()).toEqual([]);
    await until(NINE_TOMORROW + DAY_MS + 90 * MINUTE_MS);
    expect((await inbox()).map(({ title }) => title)).toEqual([
      `昨日经营 ${chinaDateOf(instant(NOON + DAY_MS))}`,
    ]);
  });
});
