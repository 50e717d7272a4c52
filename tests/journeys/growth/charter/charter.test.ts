import { chinaDateOf, DAY_MS, endOfChinaDay, instant, MINUTE_MS } from '@contracts/primitives/time';
import { tellCharter } from '../../../../cloudfunctions/growth/charter/tell-charter';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { dieAt, join, joinTwice, memberIdOf, personOf, snapshotOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { timerCallOf } from '../../../stage/sweep-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../../stage/stage';

const cheaper = {
  tiers: PROPOSED_RULE.tiers.map((tier, at) => (at === 1 ? { ...tier, entry: 100, keep: 50 } : tier)),
};

describe('the member charter', () => {
  const cloud = sharedCloud();
  beforeEach(() => publishGrowth(cloud));

  const he = () => phoneOf(cloud, 'operator-he');
  const charterOf = async (phone: Phone) => (await phone.growth.readCharter({})).charter!;
  const told = async (phone: Phone) =>
    (await phone.message.listInbox({ cursor: null })).messages.filter(
      ({ kind }) => kind === 'charter_changed',
    );

  it('is generated from the rules in force, and joining agrees to the version that was shown', async () => {
    const guest = personOf(cloud, 'oReads');
    const { charter, isMember } = await guest.growth.readCharter({});
    expect(isMember).toBe(false);
    expect(charter!.sections.map(({ title }) => title)).toEqual(['入会', '等级', '积分', '退会和变更']);
    expect(charter!.sections[1]!.lines).toContain('成长：成长值满 300 即升级，保级期内得满 200 即保级');
    const landing = await guest.member.resolveCode({ leaderCode: null });
    expect(landing.charter).toBe(charter!.version);
    const at = cloud.clock.now();
    await guest.member.join({ leaderCode: null, phoneCode: null, charter: landing.charter });
    expect((await guest.growth.readCharter({})).agreed).toEqual({ version: '1.1', at });
    expect(JSON.stringify(await guest.identityMap.exportMine({ cursor: null }))).toContain('"charters"');
  });

  it('a change holds seven whole days after everybody was told of it, once, and not before', async () => {
    const one = personOf(cloud, 'oOne');
    await join(one);
    await untilGrown(cloud);
    const announcedAt = cloud.clock.now();
    await publishGrowth(cloud, cheaper);
    const late = personOf(cloud, 'oLate');
    await join(late);
    await untilGrown(cloud);

    const { version, next } = await charterOf(one);
    expect(version).toBe('1.1');
    expect(next).toMatchObject({
      version: '2.1',
      from: endOfChinaDay(instant(announcedAt + 7 * DAY_MS)),
      added: ['成长：成长值满 100 即升级，保级期内得满 50 即保级'],
      removed: ['成长：成长值满 300 即升级，保级期内得满 200 即保级'],
    });
    expect(await told(one)).toHaveLength(1);
    // Who joined since, too: consent is to what is in force.
    expect(await told(late)).toHaveLength(1);
    expect((await he().growth.readRule({})).rule).toMatchObject({ version: 1 });

    cloud.moveClock(next!.from - 1);
    expect((await one.growth.readGrowth({})).club!.tiers[1]!.entry).toBe(300);
    // By reading time: no sweep has run.
    cloud.moveClock(next!.from);
    expect((await one.growth.readGrowth({})).club!.tiers[1]!.entry).toBe(100);
    expect(await charterOf(one)).toMatchObject({ version: '2.1', next: null, since: next!.from });
    await untilGrown(cloud);
    const current = documentsOf(cloud, 'growthRules').find(({ _id }) => _id === 'current');
    expect(current).toMatchObject({ version: 2, next: null, dueAt: null });
    expect(await told(one)).toHaveLength(1);
  });

  it('another one in its place withdraws it; what changes no word holds at once; a start too early is refused', async () => {
    const one = personOf(cloud, 'oOne');
    await join(one);
    await untilGrown(cloud);
    await publishGrowth(cloud, cheaper);
    // Nobody was told yet, and nothing holds any more but what held before.
    await publishGrowth(cloud);
    await untilGrown(cloud);
    expect(await told(one)).toHaveLength(0);
    expect(await charterOf(one)).toMatchObject({ version: '3.1', next: null });
    const tomorrow = chinaDateOf(instant(cloud.clock.now() + DAY_MS));
    const wish = { draft: { ...PROPOSED_RULE, ...cheaper }, basedOn: 3, from: tomorrow };
    await expect(he().growth.publishRule(wish)).rejects.toMatchObject({ code: 'growth_start_too_early' });
    const inTime = chinaDateOf(instant(cloud.clock.now() + 20 * DAY_MS));
    await he().growth.publishRule({ ...wish, from: inTime });
    await expect(he().growth.publishRule({ ...wish, from: inTime })).rejects.toMatchObject({
      code: 'rule_changed_meanwhile',
    });
    expect((await charterOf(one)).next).toMatchObject({ version: '4.1' });
  });

  it('a version whose answer was lost is answered again, withdrawn or held since, and publishes nothing', async () => {
    const ask = (graceDays: number, basedOn: number, requestId: ReturnType<typeof newTestRequest>) =>
      he().growth.publishRule({ draft: { ...PROPOSED_RULE, graceDays }, basedOn }, { requestId });
    const [second, third] = [newTestRequest(), newTestRequest()];
    const withdrawn = await ask(3, 1, second);
    const held = await ask(5, 2, third);
    expect((await ask(3, 1, second)).rule.version).toBe(withdrawn.rule.version);
    await untilGrown(cloud);
    await untilGrown(cloud, 9 * DAY_MS);
    await publishGrowth(cloud, { graceDays: 7 });
    expect((await ask(5, 2, third)).rule).toMatchObject({ version: held.rule.version, graceDays: 5 });
    expect((await ask(3, 1, second)).rule).toMatchObject({ version: 2, graceDays: 3 });
    await expect(ask(5, 2, newTestRequest())).rejects.toMatchObject({ code: 'rule_changed_meanwhile' });
    const { rule, next } = await he().growth.readRule({});
    expect([rule?.version, next?.version]).toEqual([3, 4]);
  });

  it('a member agrees to what is announced, once; to another version not', async () => {
    const one = personOf(cloud, 'oOne');
    await join(one);
    await untilGrown(cloud);
    await publishGrowth(cloud, cheaper);
    const { agreed } = await one.growth.agreeCharter({ version: '2.1' });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    expect(await one.growth.agreeCharter({ version: '2.1' })).toEqual({ agreed });
    await expect(one.growth.agreeCharter({ version: '9.1' })).rejects.toMatchObject({
      code: 'charter_changed_meanwhile',
    });
    const memberId = await memberIdOf(one);
    const stored = () => documentsOf(cloud, 'members').find(({ _id }) => _id === memberId);
    expect(stored()?.charters).toEqual([agreed]);
  });

  it('who becomes one keeps what each agreed to; both are told once', async () => {
    const { one, both } = await joinTwice(cloud);
    await one.growth.agreeCharter({ version: '1.1' });
    await untilGrown(cloud);
    await publishGrowth(cloud, cheaper);
    await both.identityMap.linkMine({});
    await untilGrown(cloud);
    expect(await told(both)).toHaveLength(1);
    expect(documentsOf(cloud, 'members').flatMap(({ charters }) => charters)).toHaveLength(1);
  });

  it('everybody is told once, whichever database call the sweep dies at', async () => {
    const people = ['oA', 'oB', 'oC'].map((name) => personOf(cloud, name));
    for (const phone of people) await join(phone);
    await untilGrown(cloud);
    await publishGrowth(cloud, cheaper);
    const goBack = snapshotOf(cloud);
    const call = timerCallOf(cloud);
    const tell = () => tellCharter(call);
    for (let from = 1; from <= 6; from += 1) {
      await goBack();
      await dieAt(cloud, from, tell).catch(() => undefined);
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await tell();
      const reminders = documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'charter_changed');
      expect(reminders.length).toBeGreaterThanOrEqual(3);
      expect(new Set(reminders.map(({ recipient }) => recipient)).size).toBe(reminders.length);
      expect(documentsOf(cloud, 'charterChanges')).toMatchObject([
        { isWritten: true, told: reminders.length },
      ]);
    }
  });
});
