import { chinaDateOf, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { memberIdOf, personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { applyList, lineOf } from '../../../stage/office/import-list';
import { documentsOf, phoneOf } from '../../../stage/stage';

/** Whoever becomes a member while a change is announced agrees to what is in force, and is told what comes. */
describe('a change of the charter that is announced already', () => {
  const cloud = sharedCloud();
  const told = () =>
    documentsOf(cloud, 'reminders')
      .filter(({ kind }) => kind === 'charter_changed')
      .map(({ recipient, subjectId }) => [recipient, subjectId]);

  it('is told to who joins, or comes with a list of long ago, once', async () => {
    await publishGrowth(cloud);
    await untilGrown(cloud);
    await publishGrowth(cloud, { graceDays: 3 });
    await untilGrown(cloud);
    expect(told()).toEqual([]);

    const one = personOf(cloud, 'oJoinsSince');
    await one.member.join({ leaderCode: null, phoneCode: null, charter: '1.1' });
    await untilGrown(cloud);
    const own = await memberIdOf(one);
    expect(told()).toEqual([[own, 'v2']]);
    await applyList(
      phoneOf(cloud, 'operator-he'),
      lineOf({ 姓名: '老会员', 手机号: '13911110001', 入会日期: '2024-01-02' }),
    );
    await untilGrown(cloud);
    const other = documentsOf(cloud, 'members').find(({ imported }) => imported !== null)!._id;
    expect(told()).toEqual([
      [own, 'v2'],
      [other, 'v2'],
    ]);
    await untilGrown(cloud, MINUTE_MS);
    expect(told()).toHaveLength(2);
  });

  it('is told to who joins ten weeks after it was announced, and to be off when it is withdrawn, though there was nobody then', async () => {
    await publishGrowth(cloud);
    await untilGrown(cloud);
    const he = phoneOf(cloud, 'operator-he');
    const from = chinaDateOf(instant(cloud.clock.now() + 120 * DAY_MS));
    await he.growth.publishRule({ draft: { ...PROPOSED_RULE, graceDays: 3 }, basedOn: 1, from });
    await untilGrown(cloud, 75 * DAY_MS);
    const one = personOf(cloud, 'oTenWeeksLater');
    await one.member.join({ leaderCode: null, phoneCode: null });
    await untilGrown(cloud);
    expect(told()).toEqual([[await memberIdOf(one), 'v2']]);
    // By day, when messages go out.
    await untilGrown(cloud, DAY_MS);
    await he.growth.publishRule({ draft: PROPOSED_RULE, basedOn: 2, from: null });
    await untilGrown(cloud, DAY_MS);
    const titles = (await one.message.listInbox({ cursor: null })).messages
      .filter(({ kind }) => kind === 'charter_changed')
      .map(({ title }) => title);
    expect(titles).toEqual(['会员章程的变化取消', expect.stringContaining('章程')]);
  });

  it('is told to nobody who joins when it holds', async () => {
    await publishGrowth(cloud);
    await publishGrowth(cloud, { graceDays: 3 });
    await untilGrown(cloud);
    const { next } = (await personOf(cloud, 'oReads').growth.readCharter({})).charter!;
    cloud.moveClock(next!.from);
    await personOf(cloud, 'oLater').member.join({ leaderCode: null, phoneCode: null });
    await untilGrown(cloud);
    expect(told()).toEqual([]);
  });
});
