import type { GrowthRule } from '@contracts/growth/growth-rule';
import { loadLabels } from '../../../../cloudfunctions/insight/report/load-labels';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { publishGrowth, untilHeard, untilHeld } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';

/** Who has a tier is found by what it is, whatever place and name its list gives it later. */
describe('a tier by its id', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const golden = async () => {
    await publishGrowth(cloud, { pendingDays: 0 });
    const phone = personOf(cloud, 'oGold');
    await join(phone);
    const memberId = await memberIdOf(phone);
    await untilHeard(cloud);
    await he().growth.adjust({ memberId, growth: 1300, reason: '旧系统的成长值' });
    await untilHeard(cloud);
    return memberId;
  };
  const GOLD = 2;
  const publishShifted = async () => {
    const [low, grown, gold, ...rest] = PROPOSED_RULE.tiers.map((tier, id) => ({ ...tier, id }));
    const silver = { name: '白银', entry: 800, keep: 400 };
    const tiers = [low, grown, silver, { ...gold, name: '金曜' }, ...rest.slice(0, 1)];
    await publishGrowth(cloud, { tiers: tiers as GrowthRule['tiers'], pendingDays: 0 });
    await untilHeld(cloud);
  };
  const found = async (tierId: number) =>
    (await he().office.listMembers({ filter: { tierId }, cursor: null })).members.map(
      ({ memberId }) => memberId,
    );

  it('finds the same people in lists, kept filters and segments when the list shifts and the tier is called otherwise', async () => {
    const memberId = await golden();
    const rule = { if: 'tier' as const, anyOf: [GOLD] };
    const { segmentId } = await he().audience.saveSegment({
      segmentId: null,
      name: '黄金',
      rule,
      basedOn: 0,
    });
    await untilHeard(cloud);
    const explained = () => he().audience.explainMember({ memberId, segmentId });
    expect(await explained()).toMatchObject({ isIn: true, why: '等级是「黄金」（要求是「黄金」）' });
    expect(await found(GOLD)).toEqual([memberId]);
    const moves = () => documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'tier_changed');
    expect(moves()).toMatchObject([{ refs: { from: 0, to: 2, fromId: 0, toId: GOLD } }]);

    await publishShifted();
    const { tiers } = await he().office.listMemberChoices({});
    expect(tiers.map(({ id, name }) => `${id} ${name}`)).toEqual([
      '0 新锐',
      '1 成长',
      '5 白银',
      '2 金曜',
      '3 铂金',
    ]);
    expect([await found(GOLD), await found(5), moves().length]).toEqual([[memberId], [], 1]);
    expect(await explained()).toMatchObject({ isIn: true, why: '等级是「金曜」（要求是「金曜」）' });
    const { store, now } = checkoutOf(cloud);
    const labels = await loadLabels(store, 'tier', ['2', '4'], now());
    expect([labels.get('2'), labels.get('4')]).toEqual(['金曜', '黑钻']);
  });

  it('a filter that was kept before tiers had ids asks for the same', async () => {
    await golden();
    await he().office.saveMemberView({ name: '黄金的人', filter: { tierId: GOLD }, basedOn: null });
    const older = { $set: { filter: JSON.stringify({ tierLevel: GOLD }) } };
    const environment = cloud.database.environment(cloud.env);
    await environment.update('memberViews', { filter: {}, modifier: older, multi: true });
    const { views } = await he().office.listMemberChoices({});
    expect(views).toMatchObject([{ name: '黄金的人', filter: { tierId: GOLD, text: null } }]);
  });

  it('rows and features from before are made again, by what the tier is', async () => {
    const memberId = await golden();
    await publishShifted();
    const environment = cloud.database.environment(cloud.env);
    const older = { $set: { tierLevel: 3 }, $unset: { tierId: '' } };
    await environment.update('memberIndex', { filter: {}, modifier: older, multi: true });
    await environment.update('features', { filter: {}, modifier: { $set: { 'of.tier': 3 } }, multi: true });
    const shape = { $set: { shape: 1 } };
    for (const name of ['memberIndexStates', 'audienceStates'])
      await environment.update(name, { filter: {}, modifier: shape, multi: true });
    await environment.remove('dueWork', {}, true);
    await untilHeard(cloud);
    expect(await found(GOLD)).toEqual([memberId]);
    expect(documentsOf(cloud, 'features').map(({ of }) => of?.tier)).toEqual([GOLD]);
  });
});
