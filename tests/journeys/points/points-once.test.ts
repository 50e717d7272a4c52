import { fen } from '@contracts/primitives/fen';
import type { MemberId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { earnForEvent } from '../../../cloudfunctions/points/book/earn-for-event';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { checkoutOf, differencesIn, ledgerOf, storedAccount } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { NOON, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/** Joining, a complete profile and following are rewarded once per person (docs/decisions: points lots and ledger). */
describe('what a person is given once', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });

  const phone = (openid: string, unionid?: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, unionid });
  const join = async (who: Phone): Promise<MemberId> =>
    (await who.member.join({ leaderCode: null, phoneCode: null })).member.memberId;
  const sweep = async (ms = MINUTE_MS) => {
    cloud.moveClock(cloud.clock.now() + ms);
    await sweepTrade(cloud);
  };
  const figures = (memberId: MemberId) => {
    const { balance, debt } = storedAccount(cloud, memberId) ?? {};
    return [balance, debt];
  };
  const kinds = (memberId: MemberId) => ledgerOf(cloud, memberId).map(({ kind }) => kind);

  /** Two members of one person, and the phone that shows them to be one. */
  async function twoMembers({ welcomed = true } = {}) {
    const kept = await join(phone('oFirst-1'));
    cloud.moveClock(NOON + HOUR_MS);
    const absorbed = await join(phone('oSecond-2', 'uSame'));
    if (welcomed) await sweep();
    return { kept, absorbed, both: phone('oFirst-1', 'uSame') };
  }

  async function undo() {
    const operator = phoneOf(cloud, 'operator-he');
    const [merge] = (await operator.identityMap.listMerges({ cursor: null })).merges;
    await operator.identityMap.undoMerge({ mergeId: merge!.mergeId, reason: '合错了' });
  }

  it('of two members who are merged one gift stays; an undo brings the other back', async () => {
    const { kept, absorbed, both } = await twoMembers();
    expect([figures(kept), figures(absorbed)]).toEqual([
      [20, 0],
      [20, 0],
    ]);
    await both.identityMap.linkMine({});
    expect([figures(kept), figures(absorbed)]).toEqual([
      [20, 0],
      [0, 0],
    ]);
    expect(ledgerOf(cloud, absorbed).at(-1)).toMatchObject({
      kind: 'claw_back',
      points: -20,
      reason: '会员合并，入会礼每人一份，收回重复的',
    });
    await undo();
    expect([figures(kept), figures(absorbed)]).toEqual([
      [20, 0],
      [20, 0],
    ]);
    await sweep();
    expect([kinds(kept), kinds(absorbed)]).toEqual([['earn'], ['earn', 'claw_back', 'refund_back']]);
  });

  it('spent already, it becomes a debt of the one who stays; the undo cancels it', async () => {
    const { kept, absorbed, both } = await twoMembers();
    const checkout = checkoutOf(cloud);
    await checkout.spend(absorbed, 'A', 15);
    await checkout.spend(kept, 'B', 20);
    await both.identityMap.linkMine({});
    expect(figures(kept)).toEqual([0, 15]);
    await undo();
    expect([figures(kept), figures(absorbed)]).toEqual([
      [0, 0],
      [5, 0],
    ]);
  });

  it('a debt that was paid off meanwhile goes back to who paid it', async () => {
    const { kept, absorbed, both } = await twoMembers();
    const checkout = checkoutOf(cloud);
    await checkout.spend(absorbed, 'A', 20);
    await checkout.spend(kept, 'B', 20);
    await both.identityMap.linkMine({});
    await checkout.earn(kept, 'C', 5000);
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    expect((await both.points.readHome({})).balance).toBe(30);
    await undo();
    await sweepTrade(cloud);
    expect([figures(kept), figures(absorbed)]).toEqual([
      [50, 0],
      [0, 0],
    ]);
  });

  it('merged before the sweep came, the person gets one', async () => {
    const { kept, absorbed, both } = await twoMembers({ welcomed: false });
    await both.identityMap.linkMine({});
    for (let minute = 0; minute < 3; minute += 1) await sweep();
    expect(figures(kept)).toEqual([20, 0]);
    expect(ledgerOf(cloud, absorbed)).toEqual([]);
    await undo();
    await sweep();
    expect([figures(kept), figures(absorbed)]).toEqual([
      [20, 0],
      [20, 0],
    ]);
  });

  it('what a payment earns under an id that was merged away finds its way', async () => {
    const { kept, absorbed, both } = await twoMembers({ welcomed: false });
    await both.identityMap.linkMine({});
    await checkoutOf(cloud).earn(absorbed, 'late', 3000);
    expect((await both.points.readHome({})).pending).toBe(30);
    expect(storedAccount(cloud, kept)?.pending).toBe(30);
  });

  it('whoever closes the account and joins again gets nothing of it again', async () => {
    const lin = phone('oLin-1', 'uLin');
    const first = await join(lin);
    await sweep();
    expect(figures(first)).toEqual([20, 0]);
    await lin.identityMap.requestClosure({});
    await sweep(7 * DAY_MS);
    const again = await join(lin);
    expect(again).not.toBe(first);
    await sweep();
    const checkout = checkoutOf(cloud);
    for (const event of ['join', 'profile', 'follow'] as const) {
      const earned = await checkout.store.transact((transaction) =>
        earnForEvent(transaction, { memberId: again, event, occasion: again, now: checkout.now() }),
      );
      expect(earned.outcome).toBe('nothing');
    }
    expect((await lin.points.readHome({})).balance).toBe(0);
    // What is paid for is earned as ever.
    await checkout.earn(again, 'A', fen(8800));
    expect((await lin.points.readHome({})).pending).toBe(88);
  });

  describe('following the official account', () => {
    const follower = { openid: 'oaLin-1', unionid: 'uLin' };
    const inWechat = (action: 'follow' | 'unfollow') =>
      fetch(`${cloud.url}/local/wechat/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(follower),
      });
    const reasons = async (who: Phone) =>
      (await who.points.listEntries({ filter: 'all', cursor: null })).entries
        .map(({ reason }) => reason)
        .sort();

    it('earns once, however often it is begun anew', async () => {
      const lin = phone('oLin-1', 'uLin');
      await join(lin);
      await sweep();
      await inWechat('follow');
      expect(await reasons(lin)).toEqual(['入会礼', '关注公众号']);
      for (const action of ['unfollow', 'follow'] as const) {
        cloud.moveClock(cloud.clock.now() + MINUTE_MS);
        await inWechat(action);
      }
      expect((await lin.points.readHome({})).balance).toBe(40);
    });

    it('earns whoever followed before joining', async () => {
      await inWechat('follow');
      const lin = phone('oLin-1', 'uLin');
      await join(lin);
      await sweep();
      await sweep();
      expect(await reasons(lin)).toEqual(['入会礼', '关注公众号']);
    });

    it('earns when the unionid that shows it appears only later', async () => {
      const early = phone('oLin-1');
      await join(early);
      await inWechat('follow');
      await sweep();
      expect(await reasons(early)).toEqual(['入会礼']);
      await phone('oLin-1', 'uLin').identityMap.linkMine({});
      expect(await reasons(early)).toEqual(['入会礼', '关注公众号']);
    });
  });

  it('a profile once; each review and each invited friend once, those of a payment only after the refund window', async () => {
    const lin = await join(phone('oLin-1'));
    const checkout = checkoutOf(cloud);
    const earn = (event: 'profile' | 'review' | 'invite', occasion: string, pending = false) =>
      checkout.store.transact((transaction) =>
        earnForEvent(transaction, { memberId: lin, event, occasion, pending, now: checkout.now() }),
      );
    await Promise.all([1, 2, 3].map(() => earn('profile', lin)));
    expect(await earn('profile', 'another')).toEqual({ outcome: 'already_earned', points: 30 });
    await Promise.all(['A', 'A', 'B'].map((order) => earn('review', order)));
    await Promise.all(['mem_1', 'mem_1', 'mem_2'].map((friend) => earn('invite', friend, true)));
    expect(storedAccount(cloud, lin)).toMatchObject({ balance: 30 + 2 * 10, pending: 2 * 50 });
    const told = ledgerOf(cloud, lin).map(({ reason, source }) => `${reason} ${source.kind}`);
    expect([...new Set(told)].sort()).toEqual(['完善资料 profile', '评价 review', '邀请好友 invite'].sort());
  });
});
