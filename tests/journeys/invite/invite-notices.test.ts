import {
  changeRule,
  HOLD_MS,
  inviterOf,
  joinThrough,
  order,
  pass,
  refundAll,
} from '../../stage/invite-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** What the people of an invite are told of its rewards; the inbox is the witness. */
describe('a reward that arrives, or is taken back', () => {
  const cloud = cloudOfEach();

  const told = async (phone: Phone) =>
    (await phone.message.listInbox({ cursor: null })).messages
      .filter(({ kind }) => kind === 'reward_earned')
      .map(({ title, lines, page }) => [title, page, ...lines]);
  const INVITE_PAGE = 'shopper/pages/invite/index';

  /** An inviter, and a friend whose first order gives the inviter a pack at once. */
  async function packForOrder() {
    const { rule } = await phoneOf(cloud, 'operator-he').referral.readRule({});
    if (!rule) throw new Error('no rule');
    const inviter = rule.milestones.find(({ gift }) => gift.kind === 'pack')?.gift ?? null;
    await changeRule(cloud, {
      registered: { inviter: null, invitee: null },
      firstOrder: { ...rule.firstOrder, inviter, invitee: null, holdDays: 0 },
    });
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    return { lin, wang, orderId: await order(cloud, wang.phone, 3000) };
  }

  it('each of the two is told of their own, once, whatever the number of sweeps', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    for (let sweep = 0; sweep < 4; sweep += 1) await pass(cloud);
    expect(await told(lin.phone)).toEqual([['邀请奖励到账了', INVITE_PAGE, '好友入会奖励：20 积分']]);
    expect(await told(wang.phone)).toEqual([['新人礼到账了', INVITE_PAGE, '新人见面礼：30 积分']]);

    await order(cloud, wang.phone, 3000);
    await pass(cloud);
    expect(await told(lin.phone)).toHaveLength(1);
    await pass(cloud, HOLD_MS);
    await pass(cloud);
    await pass(cloud);
    expect((await told(lin.phone))[0]).toEqual(['邀请奖励到账了', INVITE_PAGE, '好友首单奖励：100 积分']);
    expect((await told(wang.phone))[0]).toEqual(['新人礼到账了', INVITE_PAGE, '首单礼：50 积分']);
    expect(await told(lin.phone)).toHaveLength(2);
    expect(await told(wang.phone)).toHaveLength(2);
  });

  it('two sweeps at once tell once', async () => {
    const lin = await inviterOf(cloud, 'lin');
    await joinThrough(cloud, 'wang', lin.code);
    await pass(cloud, 0);
    cloud.moveClock(cloud.clock.now() + 60_000);
    await Promise.all([cloud.trigger('sweep'), cloud.trigger('sweep')]);
    await Promise.all([cloud.trigger('sweep'), cloud.trigger('sweep')]);
    expect(await told(lin.phone)).toHaveLength(1);
    const notices = documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'reward_earned');
    expect(notices.map(({ status }) => status)).toEqual(['sent', 'sent']);
  });

  it('points taken back are told by the ledger, with the reason', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    const first = await order(cloud, wang.phone, 3000);
    await pass(cloud, HOLD_MS);
    await pass(cloud);
    await refundAll(cloud, first);
    for (let sweep = 0; sweep < 3; sweep += 1) await pass(cloud);
    const { messages } = await lin.phone.message.listInbox({ cursor: null });
    expect(messages.filter(({ kind }) => kind === 'points_changed').map(({ lines }) => lines)).toEqual([
      ['-100 积分 · 邀请奖励收回：订单已退款，奖励收回'],
    ]);
  });

  it('a pack is told when it comes, and when its coupons are taken back', async () => {
    const { lin, orderId } = await packForOrder();
    await pass(cloud);
    await pass(cloud);
    const arrived = ['邀请奖励到账了', 'shopper/pages/coupons/index', '好友首单奖励：邀请礼包（2 张券）'];
    expect(await told(lin.phone)).toEqual([arrived]);
    await refundAll(cloud, orderId);
    for (let sweep = 0; sweep < 3; sweep += 1) await pass(cloud);
    expect(await told(lin.phone)).toEqual([
      [
        '邀请奖励收回了',
        'shopper/pages/coupons/index',
        '好友首单奖励：邀请礼包（2 张券） · 订单已退款，奖励收回',
      ],
      arrived,
    ]);
  });

  it('a reward ended before it was given is told to nobody', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    await refundAll(cloud, await order(cloud, wang.phone, 3000));
    await pass(cloud, HOLD_MS);
    await pass(cloud);
    expect((await told(lin.phone)).flat()).not.toContain('好友首单奖励：100 积分');
    expect(await told(lin.phone)).toHaveLength(1);
  });

  it('a commit whose answer is lost, whichever it is; each is told once all the same', async () => {
    const start = async () => {
      await cloud.reset();
      const lin = await inviterOf(cloud, 'lin');
      return { lin, wang: await joinThrough(cloud, 'wang', lin.code) };
    };
    await start();
    cloud.faults.database.startTrace();
    await pass(cloud);
    const commits = [...cloud.faults.database.trace.entries()].flatMap(([at, { action }]) =>
      action.includes('commit') ? [at] : [],
    );
    expect(commits.length).toBeGreaterThan(3);
    for (const position of commits) {
      const { lin, wang } = await start();
      cloud.faults.apply({ target: 'database', nth: position + 1, kind: 'drop-after' });
      for (let sweep = 0; sweep < 3; sweep += 1) await pass(cloud);
      expect({ position, fired: cloud.faults.database.fired }).toEqual({ position, fired: 1 });
      expect({ position, told: (await told(lin.phone)).length }).toEqual({ position, told: 1 });
      expect({ position, told: (await told(wang.phone)).length }).toEqual({ position, told: 1 });
    }
  });
});
