import { fen } from '@contracts/primitives/fen';
import type { MemberId, MergeId, OrderId } from '@contracts/primitives/ids';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import type { CollectionName } from '../../../cloudfunctions/kit/store/schema';
import type { CallDescription } from '../../../local/cloudbase/gateway';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { dieAt, latestMerge, snapshotOf } from '../../stage/identity-stage';
import { addLeader, CHEN_CODE } from '../../stage/leader-stage';
import { strangersIn } from '../../stage/money-stage';
import { billOf } from '../../stage/payment-stage';
import { differencesIn, storedAccount, untilAnswered } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { momentOf } from '../../stage/watch/moment';
import { isDrawn } from '../../stage/property';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/** B into A, A into C; orders at every depth, of everybody's points; undone again, and refunded before, between or after. */
describe('three people who were one for a while', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    expect(await strangersIn(cloud)).toEqual([]);
  });

  const staff = () => phoneOf(cloud, 'operator-he');
  const sweep = async (ms: number) => {
    cloud.moveClock(cloud.clock.now() + ms);
    await sweepTrade(cloud);
  };
  const worth = (memberId: MemberId) => {
    const account = storedAccount(cloud, memberId);
    return account ? account.balance + account.pending - account.debt : 0;
  };
  const joined = async (openid: string, leaderCode: typeof CHEN_CODE | null, unionid?: string) => {
    await sweep(HOUR_MS);
    const phone = phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
    const { member } = await phone.member.join({ leaderCode, phoneCode: null });
    await staff().points.adjust({ cardNumber: member.card.number, points: 1000, reason: '开业补贴' });
    return { phone, memberId: member.memberId };
  };
  const pay = async (phone: Phone, amountFen: number) => {
    const orderId = await billOf(cloud, amountFen);
    const choice = { orderId, coupon: 'best', usePoints: true } as const;
    const { quote } = await phone.payment.quote(choice);
    const answer = await phone.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    await phone.paySheet(answer.sheet);
    await phone.payment.confirm({ orderId });
    await sweep(MINUTE_MS);
    return orderId;
  };
  const refund = async (orderId: OrderId) => {
    const { agreed, refundedFen } = documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
    const amountFen = fen(agreed!.payableFen - refundedFen);
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen, reason: '退货' });
    await cloud.wechat.pay.deliverDue();
    await sweep(MINUTE_MS);
  };
  const undo = async (mergeId: MergeId) => {
    await untilAnswered((once) => staff().identityMap.undoMerge({ mergeId, reason: '合错了' }, once));
    await sweep(MINUTE_MS);
    await sweep(MINUTE_MS);
  };
  const mergeByNumber = async (one: Phone, other: Phone) => {
    for (const phone of [one, other])
      await phone.member.linkPhone({ phoneCode: await phone.phoneCode('13811110001') });
    const { decisions } = await staff().identityMap.listDecisions({ status: 'open', cursor: null });
    const { decisionId } = decisions[0]!;
    // On a slow machine finishing the merge before may take all of a call's time.
    await untilAnswered((once) =>
      staff().identityMap.decide({ decisionId, verdict: 'same_person', reason: '核对过证件' }, once),
    );
    await sweep(MINUTE_MS);
    return latestMerge(cloud);
  };

  const threePeople = async () => {
    const mei = await addLeader(cloud, 'MEI');
    const c = await joined('oC', null);
    const a = await joined('oA', CHEN_CODE);
    const b = await joined('oB', mei.code, 'uAB');
    await sweep(MINUTE_MS);
    return { a, b, c, people: [a, b, c] };
  };
  const mergeByUnionId = async () => {
    await phoneOf(cloud, { openid: 'oA', unionid: 'uAB', appid: DEMO_APPID }).identityMap.linkMine({});
    await sweep(MINUTE_MS);
    return latestMerge(cloud);
  };
  /** Which call commits the first transaction that writes into it, counted from one. */
  const firstCommitOf = (trace: readonly CallDescription[], written: CollectionName): number => {
    const isWrite = ({ action, collection, inTransaction }: CallDescription) =>
      inTransaction && collection === written && action !== 'database.getDocument';
    const write = trace.findIndex(isWrite);
    const commit = trace.findIndex(({ action }, at) => at > write && action === 'database.commitTransaction');
    if (write < 0 || commit < 0) throw new Error(`nothing is written into ${written}`);
    return commit + 1;
  };

  it('the first dies before its points moved, the second begins: nothing stays with a tombstone', async () => {
    const { a, b, c } = await threePeople();
    const before = [a, b, c].reduce((sum, { memberId }) => sum + worth(memberId), 0);
    const both = phoneOf(cloud, { openid: 'oA', unionid: 'uAB', appid: DEMO_APPID });
    const again = momentOf(cloud);
    await again();
    cloud.faults.database.startTrace();
    await both.identityMap.linkMine({});
    const begun = firstCommitOf(cloud.faults.database.trace, 'merges');
    await again();
    await dieAt(cloud, begun + 1, () => both.identityMap.linkMine({})).catch(() => undefined);
    expect(documentsOf(cloud, 'merges')).toMatchObject([{ status: 'running' }]);
    await mergeByNumber(a.phone, c.phone);
    await sweep(2 * MINUTE_MS);
    const worths = [a, b, c].map(({ memberId }) => worth(memberId)).filter((points) => points !== 0);
    // The points of joining are one person's once.
    expect(worths).toEqual([before - 40]);
  });

  const partedWithAnOrder = async () => {
    const { a, b, c, people } = await threePeople();
    const first = await mergeByUnionId();
    const second = await mergeByNumber(a.phone, c.phone);
    const orderId = await pay(b.phone, 12_000);
    await undo(second);
    await undo(first);
    return { people, orderId };
  };

  type When = 'one deep' | 'two deep' | 'after the first undo' | 'after both';
  const who = { a: 0, b: 1, c: 2 } as const;
  it.each<[keyof typeof who, 'one deep' | 'two deep', When]>([
    ['b', 'one deep', 'two deep'],
    ['a', 'one deep', 'after both'],
    ['b', 'two deep', 'two deep'],
    ['a', 'two deep', 'after the first undo'],
    ['b', 'two deep', 'after both'],
    ['c', 'two deep', 'after both'],
  ])('%s pays %s, back %s', async (payer, paid, back) => {
    const { a, c, people } = await threePeople();
    const { phone } = people[who[payer]]!;
    const first = await mergeByUnionId();
    let orderId: OrderId | null = null;
    const at = async (moment: When) => {
      if (paid === moment) orderId = await pay(phone, 12_000);
      if (back === moment && orderId) await refund(orderId);
    };
    await at('one deep');
    const second = await mergeByNumber(a.phone, c.phone);
    await at('two deep');
    await undo(second);
    await at('after the first undo');
    const said = (await staff().identityMap.previewUndo({ mergeId: first })).stays.join();
    await undo(first);
    await at('after both');
    expect(said).not.toContain('请核对后人工调整');
    expect(people.map(({ memberId }) => worth(memberId))).toEqual([1020, 1020, 1020]);
  });

  it('an order of all three’s points, refunded after both undos: wherever that breaks off, each has theirs once', async () => {
    const { people, orderId } = await partedWithAnOrder();
    const { payableFen } = documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!.agreed!;
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: payableFen, reason: '退货' });
    const before = snapshotOf(cloud);
    for (let position = 1, isWhole = false; !isWhole; position += 1) {
      if (!isDrawn(position)) continue;
      await before();
      await dieAt(cloud, position, () => cloud.wechat.pay.deliverDue().catch(() => undefined));
      isWhole = people.every(({ memberId }) => worth(memberId) === 1020);
      for (let minute = 0; minute < 12; minute += 1) await sweep(MINUTE_MS);
      expect([position, ...people.map(({ memberId }) => worth(memberId))]).toEqual([
        position,
        1020,
        1020,
        1020,
      ]);
      expect(await differencesIn(cloud)).toEqual([]);
    }
  });
});
