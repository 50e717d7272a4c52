import type { GrowthRule } from '@contracts/growth/growth-rule';
import { chinaDateOf, chinaTimeText, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { packFor, publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { memberIdOf, personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

const right = { kind: 'custom' as const, name: '免费停车', terms: '到店出示', fromLevel: 1, value: null };
const once = { ...right, quota: { times: 1, period: 'month' as const } };

/** Who is told of what the charter will say, and what counts as saying it. */
describe('a change of the charter', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const charterOf = async (phone: Phone) => (await phone.growth.readCharter({})).charter!;
  const told = () => documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'charter_changed');
  const publishFrom = async (change: Partial<GrowthRule>, days: number | null) => {
    const { rule, next } = await he().growth.readRule({});
    const from = days === null ? null : chinaDateOf(instant(cloud.clock.now() + days * DAY_MS));
    return he().growth.publishRule({
      draft: { ...PROPOSED_RULE, ...change },
      basedOn: (next ?? rule)!.version,
      from,
    });
  };

  it('is told to who joined a minute before it, and is held by what falls at once', async () => {
    await publishGrowth(cloud);
    const one = personOf(cloud, 'oJustJoined');
    await one.member.join({ leaderCode: null, phoneCode: null });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await publishFrom({ refundFalls: 'at_once' }, null);
    expect((await charterOf(one)).next).toMatchObject({
      added: [expect.stringContaining('靠退回的钱升到的等级当时就降')],
    });
    await untilGrown(cloud);
    expect(told().map(({ recipient }) => recipient)).toContain(await memberIdOf(one));
  });

  it('is one when of two rights of the same words one goes', async () => {
    await publishGrowth(cloud, {
      privileges: [
        { ...once, id: 'park' },
        { ...once, id: 'park-2' },
      ],
    });
    await untilGrown(cloud);
    await publishFrom({ privileges: [{ ...once, id: 'park' }] }, null);
    const { rule, next } = await he().growth.readRule({});
    expect([rule?.version, next?.version]).toEqual([1, 2]);
    expect((await charterOf(personOf(cloud, 'oReads'))).next?.removed).toHaveLength(1);
  });

  it('is none where no word changes: it holds on its day and nobody is told', async () => {
    await publishGrowth(cloud);
    const one = personOf(cloud, 'oJustJoined');
    await one.member.join({ leaderCode: null, phoneCode: null });
    await untilGrown(cloud);
    const tiers = PROPOSED_RULE.tiers.map((tier) => ({ ...tier, look: 'black' as const }));
    await publishFrom({ tiers }, 3);
    await untilGrown(cloud);
    expect([(await charterOf(one)).next, told()]).toEqual([null, []]);
    await untilGrown(cloud, 4 * DAY_MS);
    expect((await he().growth.readRule({})).rule).toMatchObject({ version: 2 });
    expect([await charterOf(one), told()]).toMatchObject([{ version: '2.1' }, []]);
  });

  it.each([
    ['in force', '1.1', true],
    ['of no rule', '9.9', false],
    ['of a points rule that is none', '1.7', false],
    ['announced', '2.1', false],
  ])('joining agrees to a version that is in force: %s', async (_which, charter, isAgreed) => {
    await publishGrowth(cloud);
    await publishFrom({ perYuan: 200 }, null);
    const one = personOf(cloud, 'oAgrees');
    const at = cloud.clock.now();
    await one.member.join({ leaderCode: null, phoneCode: null, charter });
    expect((await one.growth.readCharter({})).agreed).toEqual(isAgreed ? { version: charter, at } : null);
  });

  it('joining agrees to what was shown before a midnight', async () => {
    await publishGrowth(cloud);
    await publishFrom({ perYuan: 200 }, null);
    const one = personOf(cloud, 'oAgrees');
    const landing = await one.member.resolveCode({ leaderCode: null });
    await untilGrown(cloud);
    await untilGrown(cloud, 9 * DAY_MS);
    expect([landing.charter, (await charterOf(one)).version]).toEqual(['1.1', '2.1']);
    await one.member.join({ leaderCode: null, phoneCode: null, charter: landing.charter });
    expect((await one.growth.readCharter({})).agreed?.version).toBe('1.1');
    const other = personOf(cloud, 'oTwo');
    await other.member.join({ leaderCode: null, phoneCode: null, charter: '2.7' });
    expect((await other.growth.readCharter({})).agreed).toBeNull();
  });

  it.each([
    ['equal', ['新锐', '成长', '成长', '铂金', '黑钻']],
    ['equal but for blanks', ['新锐', '成长', '成长 ', '铂金', '黑钻']],
    ['blank', ['新锐', '成长', '　', '铂金', '黑钻']],
  ])('names of tiers that are %s are refused, also of a draft that is tried', async (_how, names) => {
    const tiers = PROPOSED_RULE.tiers.map((tier, at) => ({ ...tier, name: names[at]! }));
    await expect(publishGrowth(cloud, { tiers })).rejects.toMatchObject({ code: 'invalid_input' });
    await publishGrowth(cloud);
    const draft = { ...PROPOSED_RULE, tiers };
    await expect(he().growth.previewRule({ draft })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(he().growth.beginForecast({ draft })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('that is withdrawn is told to be off, to who was told of it, also having joined since, and to nobody else, once', async () => {
    await publishGrowth(cloud);
    const one = personOf(cloud, 'oJustJoined');
    await one.member.join({ leaderCode: null, phoneCode: null });
    await untilGrown(cloud);
    const inbox = async (phone: Phone) =>
      (await phone.message.listInbox({ cursor: null })).messages.filter(
        ({ kind }) => kind === 'charter_changed',
      );
    await publishFrom({ graceDays: 3 }, null);
    await untilGrown(cloud);
    const { from } = (await charterOf(one)).next!;
    expect(await inbox(one)).toHaveLength(1);
    const late = personOf(cloud, 'oLate');
    await late.member.join({ leaderCode: null, phoneCode: null });
    await untilGrown(cloud);
    expect(await inbox(late)).toHaveLength(1);

    await publishFrom({}, null);
    const after = personOf(cloud, 'oAfter');
    await after.member.join({ leaderCode: null, phoneCode: null });
    await untilGrown(cloud, DAY_MS);
    const [off, ...others] = await inbox(one);
    expect([off?.title, off?.lines[0]]).toEqual([
      '会员章程的变化取消',
      `原定 ${chinaTimeText(from)} 起的变化取消`,
    ]);
    expect([others.length, (await inbox(late)).length, await inbox(after)]).toEqual([1, 2, []]);
    await untilGrown(cloud, DAY_MS);
    expect(await inbox(one)).toHaveLength(2);
  });

  it('is another pack of a gift, named by what it gives; the pack itself is not changed under it', async () => {
    const [three, five] = [
      await packFor(cloud, 'monthly', 'fresh-3'),
      await packFor(cloud, 'monthly', 'fresh-5'),
    ];
    const monthly = (packId: typeof three) => [{ kind: 'monthly' as const, fromLevel: 1, packId }];
    await publishGrowth(cloud, { gifts: monthly(three) });
    await untilGrown(cloud);
    await publishFrom({ gifts: monthly(five) }, null);
    const { next } = await charterOf(personOf(cloud, 'oReads'));
    expect([next?.removed, next?.added]).toEqual([
      [expect.stringMatching(/^成长及以上：每月会员礼「礼遇 fresh-3」（.+：¥3.*）$/)],
      [expect.stringMatching(/^成长及以上：每月会员礼「礼遇 fresh-5」（.+：¥5.*）$/)],
    ]);
    const { rule } = await he().growth.readRule({});
    expect(rule?.gifts).toEqual(monthly(three));

    const { pack } = await he().coupon.readPack({ packId: three });
    const templateId = 'tpl_fresh-5';
    if (!isCouponTemplateId(templateId)) throw new Error(templateId);
    const saved = (change: object) =>
      he().coupon.savePack({
        ...{ packId: three, basedOn: pack.version, name: pack.name, channel: pack.channel },
        ...{ status: 'published', steps: [{ templateId, quantity: 1, validity: null }] },
        ...change,
      });
    await expect(saved({})).rejects.toMatchObject({ code: 'coupon_pack_promised' });
    await expect(saved({ status: 'ended' })).resolves.toBeDefined();
  });
});
