import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';
import { partOf, sweepWith } from '../../stage/sweep-stage';

/** Staff learn of what keeps failing, once, and of its end. */
describe('a part that keeps failing', () => {
  let cloud: LocalCloud;
  let works: boolean;
  let log: jest.SpyInstance;
  beforeEach(async () => {
    works = false;
    cloud = await startJourney();
    log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const boss = phoneOf(cloud, 'operator-he');
    await boss.member.join({ leaderCode: null, phoneCode: null });
  });
  afterEach(async () => {
    log.mockRestore();
    await cloud.close();
  });

  const part = partOf('points', async () => {
    if (!works) throw new Error('the index is gone');
    return {};
  });
  async function minutes(count: number) {
    for (let minute = 0; minute < count; minute += 1) {
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await sweepWith(cloud, [part]);
    }
  }
  const alarmLines = (): number =>
    log.mock.calls.filter((call: unknown[]) => String(call[0]).includes('"event":"alarm"')).length;
  const operator = () => phoneOf(cloud, 'operator-he');
  const told = async () =>
    (await operator().message.listInbox({ cursor: null })).messages.filter(
      ({ kind }) => kind === 'staff_alarm',
    );

  it('raises nothing after four times, and exactly one alarm after five and more', async () => {
    await minutes(4);
    expect(documentsOf(cloud, 'alarms')).toEqual([]);
    await minutes(8);
    expect(documentsOf(cloud, 'alarms')).toMatchObject([
      { _id: 'points', clearedAt: null, detail: 'Error: the index is gone' },
    ]);
    expect(alarmLines()).toBe(1);
    expect(await told()).toHaveLength(1);
    expect(await operator().member.overview({})).toMatchObject({ unreadMessages: 1 });
  });

  it('is cleared when it works again, and raised anew by five more', async () => {
    await minutes(6);
    works = true;
    await minutes(1);
    const { alarms } = await operator().message.listAlarms({ cursor: null });
    expect(alarms).toMatchObject([{ kind: 'sweep_part', subject: 'points' }]);
    expect(alarms[0]?.clearedAt).not.toBeNull();
    works = false;
    await minutes(5);
    expect(documentsOf(cloud, 'alarms')).toMatchObject([{ clearedAt: null }]);
    expect(alarmLines()).toBe(2);
    expect(await told()).toHaveLength(2);
  });

  it('is shown to operators alone', async () => {
    await expect(phoneOf(cloud, 'shopper-lin').message.listAlarms({ cursor: null })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
