import { execFile } from 'node:child_process';
import path from 'node:path';
import type { LocalCloud } from '../../../local/server';
import { payVariables } from '../../../local/wechat/pay';
import { inviterOf } from '../../stage/invite-stage';
import { CHEN_CODE } from '../../stage/leader-stage';
import { paidOrder, pass, refundBy, strangersIn } from '../../stage/money-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

const ROOT = path.resolve(__dirname, '../../..');

/** `npm run verify-money` as a process of its own, on the gateway of a running local cloud. */
describe('npm run verify-money', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  afterAll(() => cloud.close());

  const run = (...more: string[]): Promise<{ code: number; text: string }> =>
    new Promise((resolve) => {
      const file = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
      const env = { ...process.env, ...payVariables(cloud.url) };
      execFile(
        process.execPath,
        [file, 'scripts/verify-money.ts', '--url', cloud.url, ...more],
        { cwd: ROOT, env },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}${stderr}` }),
      );
    });
  const spoil = (collection: string, change: object) =>
    cloud.database
      .environment(cloud.env)
      .update(collection, { filter: {}, modifier: { $set: change }, multi: true });

  it('agrees, shows what is on its way without calling it wrong, and lists what differs', async () => {
    const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-lin'), 10_000);
    await refundBy(cloud, orderId, 3000);
    const calm = await run();
    expect(calm).toMatchObject({ code: 0 });
    expect(calm.text).toContain('1 笔订单、1 笔付款、1 笔退款与微信支付一致');

    // WeChat has decided, and its notice has not come.
    for (const refund of cloud.wechat.pay.state.refunds.values()) refund.status = 'SUCCESS';
    const early = await run();
    expect(early).toMatchObject({ code: 0 });
    expect(early.text).toContain('账上 processing，微信支付 SUCCESS（还在途中）');

    const [refund] = documentsOf(cloud, 'refunds');
    await spoil('refunds', { status: 'closed', checkAt: null });
    const wrong = await run();
    expect(wrong).toMatchObject({ code: 1 });
    for (const text of [
      `✗ ${refund?._id} 退款：账上 closed，微信支付 SUCCESS`,
      `✗ ${orderId} 订单的退款中：账上 3000，微信支付 单据合计 0`,
      '2 处不一致',
    ])
      expect(wrong.text).toContain(text);
    expect(documentsOf(cloud, 'refunds')).toMatchObject([{ status: 'closed' }]);
  });

  it('asked number by number, as on a live environment, finds the same', async () => {
    // This process signs by its own clock, and WeChat takes five minutes of difference at most.
    cloud.moveClock(Date.now());
    const asked = await run('--ask');
    expect(asked).toMatchObject({ code: 1 });
    expect(asked.text).toContain('账上 closed，微信支付 SUCCESS');
    cloud.faults.apply({
      target: 'wechat',
      path: '/v3/pay/transactions/out-trade-no',
      kind: 'pay-error',
      code: 'SIGN_ERROR',
    });
    expect((await run('--ask')).text).toContain('付款没有问到：账上 succeeded，微信支付 没有回答');
  });

  it('finds money that WeChat knows of and nobody here does', async () => {
    const [transaction] = [...cloud.wechat.pay.state.transactions.values()];
    const outTradeNo = `${transaction!.outTradeNo.slice(0, -2)}98`;
    cloud.wechat.pay.state.transactions.set(outTradeNo, { ...transaction!, outTradeNo });
    expect((await run()).text).toContain(`✗ ${outTradeNo} 付款：账上 没有，微信支付 10000`);
  });

  it('finds what hangs on somebody else’s order: a first payment, an award, an invite and what it gave', async () => {
    await cloud.reset();
    const inviter = await inviterOf(cloud, 'wang');
    const opened = await phoneOf(cloud, 'shopper-lin').referral.openInvite({
      inviteCode: inviter.code,
      leaderCode: CHEN_CODE,
    });
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await lin.member.join({
      leaderCode: opened.leaderCode ?? CHEN_CODE,
      inviteCode: inviter.code,
      phoneCode: null,
    });
    await pass(cloud, 1);
    const mine = await paidOrder(cloud, lin, 6600);
    const theirs = await paidOrder(cloud, inviter.phone, 6600);
    await pass(cloud, 1);
    const calm = await run();
    expect(calm).toMatchObject({ code: 0 });
    expect(calm.text).toContain('首次消费、团长业绩和邀请都记在付款人名下');
    expect(documentsOf(cloud, 'referrals').map(({ order }) => order?.orderId)).toEqual([mine]);

    const database = cloud.database.environment(cloud.env);
    const planted: [collection: string, id: string, what: string, change: object][] = [
      ['firstPayments', `firstpay:${member.memberId}`, '首次消费', { orderId: theirs }],
      ['leaderAwards', `first_order:${mine}`, '团长首单', { memberId: inviter.memberId }],
      ['referrals', member.memberId, '邀请首单', { 'order.orderId': theirs }],
    ];
    const rewards = documentsOf(cloud, 'inviteRewards').filter(({ event }) => event === 'first_order');
    expect(rewards).toHaveLength(2);
    for (const { _id } of rewards) planted.push(['inviteRewards', _id, '邀请首单礼', { orderId: theirs }]);
    for (const [collection, _id, what, change] of planted) {
      const [before] = database
        .findDocuments(collection, { filter: { _id }, order: [], skip: 0, limit: 1 })
        .map(({ document }) => document);
      const spoilt = await database.update(collection, {
        filter: { _id },
        modifier: { $set: change },
        multi: false,
      });
      expect({ _id, spoilt }).toMatchObject({ _id, spoilt: expect.anything() as unknown });
      const found = await strangersIn(cloud);
      expect(found.map((one) => [one.id, one.what, one.onItsWay])).toEqual([[_id, what, false]]);
      await database.remove(collection, { _id }, false);
      await database.insert(collection, [before!]);
    }
    expect(await strangersIn(cloud)).toEqual([]);
    await database.update('firstPayments', {
      filter: { _id: `firstpay:${member.memberId}` },
      modifier: { $set: { orderId: theirs } },
      multi: false,
    });
    const wrong = await run();
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.text).toContain(
      `✗ firstpay:${member.memberId} 首次消费：记在 ${member.memberId}，付款人是 ${inviter.memberId}`,
    );
  });

  it('says that there is nothing to look at', async () => {
    const nowhere = await new Promise<number>((resolve) => {
      const file = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
      execFile(
        process.execPath,
        [file, 'scripts/verify-money.ts', '--url', 'http://127.0.0.1:9'],
        { cwd: ROOT },
        (error) => resolve(typeof error?.code === 'number' ? error.code : 0),
      );
    });
    expect(nowhere).toBe(2);
  });
});
