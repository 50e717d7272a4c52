import { DAY_MS } from '@contracts/primitives/time';
import { points } from '@contracts/primitives/points';
import { fen } from '@contracts/primitives/fen';
import type { MemberId } from '@contracts/primitives/ids';
import { repairAccount } from '../../../cloudfunctions/points/clock/reconcile-points';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import {
  checkoutOf,
  differencesIn,
  ledgerOf,
  shopperWithPoints,
  storedAccount,
} from '../../stage/points-stage';
import { documentsOf, newTestRequest, NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

describe('the merchant’s side of points', () => {
  let cloud: LocalCloud;
  let operator: Phone;
  beforeAll(async () => {
    cloud = await startJourney();
    operator = phoneOf(cloud, 'operator-he');
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  const figuresOf = (memberId: MemberId) => {
    const { balance, pending, debt } = storedAccount(cloud, memberId) ?? {};
    return { balance, pending, debt };
  };

  describe('by hand', () => {
    it('adds and takes with a reason the member reads, audited, once per request', async () => {
      const lin = await shopperWithPoints(cloud, 'shopper-lin', 0);
      const { cardNumber } = lin;
      const requestId = newTestRequest();
      const give = () =>
        operator.points.adjust({ cardNumber, points: 100, reason: '活动补发' }, { requestId });
      await Promise.all([give(), give(), give()]);
      expect(await operator.points.adjust({ cardNumber, points: -30, reason: '误发收回' })).toMatchObject({
        balance: 70,
      });
      const { entries } = await lin.phone.points.listEntries({ filter: 'all', cursor: null });
      expect(entries.map(({ points: change, reason }) => [change, reason])).toEqual([
        [-30, '误发收回'],
        [100, '活动补发'],
      ]);
      const audits = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'points.adjust');
      expect(audits.map(({ subjectId, reason }) => [subjectId, reason]).sort()).toEqual(
        [
          [lin.memberId, '活动补发'],
          [lin.memberId, '误发收回'],
        ].sort(),
      );
    });

    it('never takes more than there is, and shows what there is', async () => {
      const { cardNumber } = await shopperWithPoints(cloud, 'shopper-lin', 50);
      await expect(operator.points.adjust({ cardNumber, points: -51, reason: '收回' })).rejects.toMatchObject(
        {
          code: 'points_not_enough',
        },
      );
      expect(await operator.points.readHolder({ cardNumber })).toMatchObject({
        balance: 50,
        entries: [{ points: 50 }],
      });
    });

    it('transfers between members, the lots keep their expiry', async () => {
      const lin = await shopperWithPoints(cloud, 'shopper-lin', 300);
      const wang = await shopperWithPoints(cloud, 'shopper-wang', 0);
      const transfer = {
        fromCardNumber: lin.cardNumber,
        toCardNumber: wang.cardNumber,
        points: 120,
        reason: '家人转赠',
      };
      const requestId = newTestRequest();
      const answers = await Promise.all([1, 2].map(() => operator.points.transfer(transfer, { requestId })));
      expect(answers).toEqual(Array(2).fill({ fromBalance: 180, toBalance: 120 }));
      const lots = [lin, wang].map(({ memberId }) => storedAccount(cloud, memberId)?.lots[0]?.expiresAt);
      expect(lots[0]).toBe(lots[1]);
      // Members read the ids and sources of their entries; staff are not named in them.
      const { entries } = await wang.phone.points.listEntries({ filter: 'all', cursor: null });
      expect(entries[0]).toMatchObject({ kind: 'transfer', source: 'staff', reason: '家人转赠' });
      expect(JSON.stringify(entries)).not.toContain('openid');
      expect(await differencesIn(cloud)).toEqual([]);
      await expect(
        operator.points.transfer({ ...transfer, toCardNumber: lin.cardNumber }),
      ).rejects.toMatchObject({ code: 'invalid_input' });
    });
  });

  describe('the rule', () => {
    it('is previewed before it is published: ¥88 → 88 积分', async () => {
      const clerk = phoneOf(cloud, 'clerk-zhou');
      expect(await clerk.points.previewEarning({ paidFen: fen(8800), draft: null })).toEqual({
        points: 88,
        text: '¥88 → 88 积分',
      });
      const { rule } = await operator.points.readRule({});
      const { version: _version, publishedAt: _publishedAt, ...draft } = rule!;
      const doubled = { ...draft, earn: { ...draft.earn, pointsPerYuan: 2, perOrderCap: points(150) } };
      expect(await clerk.points.previewEarning({ paidFen: fen(8800), draft: doubled })).toMatchObject({
        points: 150,
        text: '¥88 → 150 积分（已到积分上限）',
      });
    });

    it('gets a new version, that later entries carry; what was earned stays', async () => {
      const lin = await shopperWithPoints(cloud, 'shopper-lin', 0);
      const checkout = checkoutOf(cloud);
      await checkout.earn(lin.memberId, 'A', 1000);
      const { rule } = await operator.points.readRule({});
      const { version, publishedAt: _publishedAt, ...draft } = rule!;
      const next = { ...draft, earn: { ...draft.earn, pointsPerYuan: 3 } };
      const requestId = newTestRequest();
      const publish = () => operator.points.publishRule({ draft: next, basedOn: version }, { requestId });
      const [first, second] = await Promise.all([publish(), publish()]);
      expect(second).toEqual(first);
      expect(first.rule.version).toBe(version + 1);
      await checkout.earn(lin.memberId, 'B', 1000);
      expect(ledgerOf(cloud, lin.memberId).map(({ pending, ruleVersion }) => [pending, ruleVersion])).toEqual(
        [
          [10, 1],
          [30, 2],
        ],
      );
      await expect(operator.points.publishRule({ draft, basedOn: version })).rejects.toMatchObject({
        code: 'rule_changed_meanwhile',
      });
    });
  });

  describe('rewards', () => {
    it('are made, changed and given more stock; never less', async () => {
      const { rewards } = await operator.points.listAllRewards({ cursor: null });
      const eggs = rewards.find(({ draft }) => draft.name === '土鸡蛋 10 枚')!;
      const requestId = newTestRequest();
      const draft = { ...eggs.draft, name: '有机鸡蛋', skus: [{ id: 'std', name: '标准', stock: 3 }] };
      const make = () => operator.points.saveReward({ edit: null, draft }, { requestId });
      const [first, second] = await Promise.all([make(), make()]);
      expect(second).toEqual(first);
      const { rewardId } = first;
      await operator.points.saveReward({
        edit: { rewardId, version: 1 },
        draft: { ...draft, points: points(900), skus: [{ id: 'std', name: '标准', stock: 8 }] },
      });
      const left = async () => {
        const all = await operator.points.listAllRewards({ cursor: null });
        return all.rewards.find(({ id }) => id === rewardId)?.skus;
      };
      expect(await left()).toEqual([{ id: 'std', left: 8 }]);
      await expect(
        operator.points.saveReward({
          edit: { rewardId, version: 2 },
          draft: { ...draft, skus: [{ id: 'std', name: '标准', stock: 7 }] },
        }),
      ).rejects.toMatchObject({ code: 'stock_not_lowered' });
    });

    it('are overruled by nobody: who opened one before somebody else changed it is told; a lost answer is no change', async () => {
      const { rewards } = await operator.points.listAllRewards({ cursor: null });
      const { id: rewardId, version, draft } = rewards[0]!;
      const edit = { rewardId, version };
      const requestId = newTestRequest();
      const raise = () =>
        operator.points.saveReward({ edit, draft: { ...draft, points: points(777) } }, { requestId });
      await raise();
      await raise();
      await expect(
        operator.points.saveReward({ edit, draft: { ...draft, points: points(555) } }),
      ).rejects.toMatchObject({ code: 'reward_changed' });
      const after = (await operator.points.listAllRewards({ cursor: null })).rewards[0];
      expect(after).toMatchObject({ id: rewardId, version: version + 1, draft: { points: 777 } });
    });
  });

  describe('the daily check', () => {
    it('finds an account that is not the sum of its entries, and only sets it right on request, with an entry', async () => {
      const lin = await shopperWithPoints(cloud, 'shopper-lin', 300);
      await shopperWithPoints(cloud, 'shopper-wang', 100);
      await cloud.database.environment(cloud.env).update('pointsAccounts', {
        filter: { _id: lin.memberId },
        modifier: { $set: { balance: 400, 'lots.0.points': 400 } },
        multi: false,
      });
      await sweepTrade(cloud);
      const [audit] = documentsOf(cloud, 'pointsAudits');
      expect(audit).toMatchObject({
        _id: '2026-11-21',
        accounts: 2,
        found: [{ memberId: lin.memberId, what: ['balance', 'lots'] }],
        finishedAt: NOON,
      });
      await sweepTrade(cloud);
      // With the 20 of joining, which the first sweep gave.
      expect(figuresOf(lin.memberId).balance).toBe(420);

      const { store, now } = checkoutOf(cloud);
      expect(await repairAccount(store, lin.memberId, 'repair-00000001', now())).toBe(true);
      expect(figuresOf(lin.memberId).balance).toBe(320);
      expect(ledgerOf(cloud, lin.memberId).at(-1)).toMatchObject({
        kind: 'repair',
        points: 0,
        reason: '核对更正：余额 420 → 320',
      });
      expect(await differencesIn(cloud)).toEqual([]);
      expect(await repairAccount(store, lin.memberId, 'repair-00000002', now())).toBe(false);
    });
  });

  describe('two members who are one', () => {
    it('refunds and released orders of the absorbed one find the account that was kept', async () => {
      const one = await shopperWithPoints(cloud, { openid: 'oFirst-1', appid: DEMO_APPID }, 300);
      cloud.moveClock(NOON + 1);
      const two = await shopperWithPoints(
        cloud,
        { openid: 'oSecond-2', unionid: 'uSame', appid: DEMO_APPID },
        50,
      );
      const checkout = checkoutOf(cloud);
      await checkout.earn(two.memberId, 'W', 20000);
      cloud.moveClock(NOON + 8 * DAY_MS);
      await checkout.spend(two.memberId, 'X', 200);
      const both = phoneOf(cloud, { openid: 'oFirst-1', unionid: 'uSame', appid: DEMO_APPID });
      await both.identityMap.linkMine({});
      expect(figuresOf(one.memberId).balance).toBe(350);
      expect(figuresOf(two.memberId).balance).toBe(0);
      await checkout.refund('W', 'R', 20000, 20000, true);
      expect(figuresOf(one.memberId)).toEqual({ balance: 150, pending: 0, debt: 0 });
      await checkout.release('X');
      expect(figuresOf(one.memberId)).toEqual({ balance: 350, pending: 0, debt: 0 });
      expect(await differencesIn(cloud)).toEqual([]);
    });

    it('undone, what an order held before the merge goes back to whom it was taken from', async () => {
      const one = await shopperWithPoints(cloud, { openid: 'oFirst-1', appid: DEMO_APPID }, 0);
      cloud.moveClock(NOON + 1);
      const second = { openid: 'oSecond-2', unionid: 'uSame', appid: DEMO_APPID };
      const two = await shopperWithPoints(cloud, second, 70);
      const checkout = checkoutOf(cloud);
      await checkout.spend(two.memberId, 'X', 30);
      const both = phoneOf(cloud, { openid: 'oFirst-1', unionid: 'uSame', appid: DEMO_APPID });
      await both.identityMap.linkMine({});
      // 30 come back into the lot of which 40 came over: all of it was the second one's.
      await checkout.release('X');
      expect(figuresOf(one.memberId).balance).toBe(70);
      const [merge] = (await operator.identityMap.listMerges({ cursor: null })).merges;
      await operator.identityMap.undoMerge({ mergeId: merge!.mergeId, reason: '合错了' });
      expect([figuresOf(one.memberId).balance, figuresOf(two.memberId).balance]).toEqual([0, 70]);
      const [lot] = storedAccount(cloud, two.memberId)!.lots;
      cloud.moveClock(lot!.expiresAt!);
      await sweepTrade(cloud);
      const left = ({ memberId }: typeof one) => [
        figuresOf(memberId).balance,
        ledgerOf(cloud, memberId).filter(({ kind }) => kind === 'expire').length,
      ];
      // What joining gives came with the sweep.
      expect([left(one), left(two)]).toEqual([
        [20, 0],
        [20, 1],
      ]);
      expect(await differencesIn(cloud)).toEqual([]);
    });
  });
});
