import {
  chinaDateOf,
  chinaDayNumber,
  DAY_MS,
  instant,
  MINUTE_MS,
  startOfChinaDay,
} from '@contracts/primitives/time';
import { keepLifecycleDays } from '../../../cloudfunctions/audience/lifecycle/keep-lifecycle-days';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { dieAt } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { timerCallOf } from '../../stage/sweep-stage';
import { documentsOf, NOON, phoneOf, UNBUILT } from '../../stage/stage';

jest.setTimeout(600_000);

describe('where members stood when each day ended', () => {
  const cloud = sharedCloud(UNBUILT);
  const he = () => phoneOf(cloud, 'operator-he');
  const dayOf = (days: number) => chinaDateOf(instant(NOON + days * DAY_MS));
  const rest = async () => {
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  };
  /** The clock stands at noon of a day; what is due is done. */
  const noonOf = async (days: number) => {
    cloud.moveClock(NOON + days * DAY_MS);
    await rest();
  };
  /** The day ends, and a quarter of an hour of the next goes by. */
  const endDay = async () => {
    cloud.moveClock(startOfChinaDay(chinaDayNumber(instant(cloud.clock.now())) + 1));
    for (let minutes = 0; minutes < 15; minutes += 3) await pass(cloud, 3 * MINUTE_MS);
  };
  const history = () => he().audience.readLifecycleHistory({ days: 62 });
  const stageOn = async (day: string, id: string) => {
    const found = (await history()).days.find((one) => one.day === day);
    return found?.stages.find(({ segmentId }) => segmentId === id);
  };

  it('is kept day by day, a day without a sweep is not known, and of a month it says how many went quiet', async () => {
    const [ann, bob] = [await newcomer(cloud, 'oAnn'), await newcomer(cloud, 'oBob')];
    await newcomer(cloud, 'oCarl');
    await order(cloud, ann.phone, 5000);
    await order(cloud, bob.phone, 5000);
    await rest();
    expect((await history()).days).toMatchObject([{ day: dayOf(-1), active: 0 }]);
    await endDay();
    expect(await stageOn(dayOf(0), 'seg_newcomer')).toMatchObject({ members: 3, entered: 3, left: 0 });
    expect((await history()).days.slice(1)).toMatchObject([{ day: dayOf(0), active: 2 }]);

    // The last day of the month; nothing ran since.
    const lastOfMonth = Array.from({ length: 31 }, (_, day) => day).find((day) =>
      dayOf(day + 1).endsWith('-01'),
    );
    if (lastOfMonth === undefined) throw new Error('no month ends');
    await noonOf(lastOfMonth);
    await endDay();
    expect((await history()).days.slice(1).map(({ day }) => day)).toEqual([
      dayOf(0),
      dayOf(lastOfMonth - 1),
      dayOf(lastOfMonth),
    ]);
    expect(await stageOn(dayOf(lastOfMonth), 'seg_newcomer')).toMatchObject({ members: 0, left: 3 });

    await noonOf(30);
    await order(cloud, bob.phone, 3000);
    await rest();
    await noonOf(31);
    await endDay();
    expect(await stageOn(dayOf(31), 'seg_dormant')).toMatchObject({ members: 1, entered: 1, left: 0 });
    const { months, stages } = await history();
    expect(months.at(-1)).toEqual({
      month: dayOf(31).slice(0, 7),
      lapsed: 1,
      activeAtStart: 2,
      rate: 5000,
      isOpen: true,
    });
    expect(stages.map(({ name }) => name)).toContain('沉睡');
    expect((await history()).days.at(-1)).toMatchObject({ day: dayOf(31), active: 1 });
  });

  it('once, though two sweeps write it, or one dies at any call', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await order(cloud, ann.phone, 5000);
    await rest();
    await noonOf(31);
    cloud.moveClock(startOfChinaDay(chinaDayNumber(instant(cloud.clock.now())) + 1) + 9 * MINUTE_MS);
    await pass(cloud, 0);
    const yesterday = chinaDateOf(instant(NOON + 31 * DAY_MS));
    expect(documentsOf(cloud, 'lifecycleDays').some(({ _id }) => _id === yesterday)).toBe(false);
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    const keep = () => keepLifecycleDays(timerCallOf(cloud));
    const months = () => documentsOf(cloud, 'lifecycleMonths').at(-1);
    const before = months();
    expect(before).toMatchObject({ lapsed: 0 });
    for (let call = 1; call < 40; call += 1) await dieAt(cloud, call, () => keep().catch(() => undefined));
    await Promise.allSettled([keep(), keep()]);
    expect(documentsOf(cloud, 'lifecycleDays').filter(({ _id }) => _id === yesterday)).toHaveLength(1);
    expect(months()).toMatchObject({ lapsed: 1, days: (before?.days ?? 0) + 1 });
  });

  it('is for whoever runs the shop', async () => {
    await expect(
      phoneOf(cloud, 'clerk-zhou').audience.readLifecycleHistory({ days: 7 }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
