import { areas } from '@contracts/areas';
import type { Operation } from '@contracts/operation';
import * as z from 'zod';
import type { LocalCloud } from '../../../local/server';
import { overhear, leaksIn, secretsIn, type Heard } from '../../stage/watch/heard';
import { planOf, say } from '../../stage/journey/journey-stage';
import * as scene from '../../stage/crowd-scene';
import { liveAsOne, partAgain } from '../../stage/scene/live-as-one';
import { CHEN_CODE } from '../../stage/leader-stage';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, startJourney } from '../../stage/stage';
import { NOT_HEARD } from './not-heard';

const operations = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table).map(([op, operation]: [string, Operation]) => ({
    name: `${area}.${op}`,
    area,
    op,
    operation,
  })),
);

/** Inputs of reading operations that need one, from what the person may know. */
const asked: Readonly<Record<string, (cloud: LocalCloud) => readonly object[]>> = {
  'member.search': () => [{ text: '8000' }],
  'member.resolveCode': () => [{ leaderCode: CHEN_CODE }, { leaderCode: null }],
  'coupon.listMine': () => ['usable', 'used', 'expired', 'gone'].map((state) => ({ state, cursor: null })),
  'coupon.readMine': (cloud) => documentsOf(cloud, 'coupons').map(({ _id }) => ({ couponId: _id })),
  'coupon.readCollectable': () => [{ templateId: scene.WEEKEND }],
  'coupon.readOffer': (cloud) => documentsOf(cloud, 'couponOffers').map(({ _id }) => ({ offerCode: _id })),
  'coupon.readTemplate': () => [{ templateId: scene.WEEKEND }],
  'coupon.readPack': () => [{ packId: 'pack_newcomer' }],
  'coupon.previewChange': () => [{ selection: { templateId: scene.WEEKEND } }],
  'identity.listDecisions': () =>
    ['open', 'merged', 'kept_apart'].map((status) => ({ status, cursor: null })),
  'identity.previewUndo': (cloud) => documentsOf(cloud, 'merges').map(({ _id }) => ({ mergeId: _id })),
  'leader.listApplications': () =>
    ['waiting', 'approved', 'refused'].map((status) => ({ status, cursor: null })),
  'message.listDeliveries': () =>
    ['pending', 'retrying', 'delivered', 'unconfirmed', 'failed'].map((delivery) => ({
      delivery,
      cursor: null,
    })),
  'message.readPush': (cloud) => documentsOf(cloud, 'pushes').map(({ _id }) => ({ pushId: _id })),
  'play.listDraws': () => [{ prizeId: null, cursor: null }],
  'payment.listReviews': () => [{ storeId: STORE, cursor: null }],
  'office.readShopPicture': () => [{ place: 'brand' }, { place: STORE }],
  'office.listMembers': () => [{ filter: {}, cursor: null }],
  'office.readMember': (cloud) => documentsOf(cloud, 'members').map(({ _id }) => ({ memberId: _id })),
  'office.readMemberTimeline': (cloud) =>
    documentsOf(cloud, 'members').map(({ _id }) => ({ memberId: _id, cursor: null })),
  'journey.traceMember': (cloud) =>
    documentsOf(cloud, 'members').map(({ _id }) => ({ memberId: _id, cursor: null })),
  'journey.listTasks': () => [{ state: 'open', cursor: null }],
  'voice.readScore': (cloud) => documentsOf(cloud, 'orders').map(({ _id }) => ({ orderId: _id })),
  'voice.listNotes': () => ['open', 'closed'].map((state) => ({ state, cursor: null })),
  'voice.listMemberNotes': (cloud) =>
    documentsOf(cloud, 'members').map(({ _id }) => ({ memberId: _id, cursor: null })),
  'journey.previewPlan': (cloud) =>
    documentsOf(cloud, 'members').map(({ _id }) => ({
      plan: planOf([say('hello', null)]),
      memberId: _id,
      happens: [],
    })),
  'journey.listDeadRuns': () => [{ journeyId: 'jny_none', cursor: null }],
  'audience.explainMember': (cloud) =>
    documentsOf(cloud, 'members').map(({ _id }) => ({ memberId: _id, segmentId: 'seg_everyone' })),
  'audience.listSegmentMembers': () => [{ segmentId: 'seg_everyone', side: 'in', cursor: null }],
  'audience.listAudienceMembers': (cloud) =>
    documentsOf(cloud, 'frozenAudiences').map(({ _id }) => ({ audienceId: _id, cursor: null })),
  'growth.readForecast': () => [{ kind: 'tonight' }],
  'audience.previewRule': () => [{ rule: { if: 'tags', min: null, max: 0 } }],
  'insight.readSeries': () => [
    {
      range: { period: 'day', until: null, count: 3 },
      cut: 'all',
      value: 'all',
      compare: 'before',
    },
  ],
  'insight.readBreakdown': () => [{ period: 'ever', day: '2026-11-21', cut: 'leader', cursor: null }],
  'insight.listBehind': () => [{ figure: 'netFen', day: '2026-11-21', storeId: null, cursor: null }],
  'audience.readLifecycleHistory': () => [{ days: 7 }],
  'insight.readCohorts': () => [{ until: '2026-11' }],
  'card.listPlanVersions': () => [{ planId: 'plan_member' }],
  'office.listFindings': () => [{ day: null, cursor: null }],
  'payment.listStoreOrders': () => [{ storeId: STORE, cursor: null }],
  'payment.readOrder': (cloud) => documentsOf(cloud, 'orders').map(({ _id }) => ({ orderId: _id })),
  'payment.readBill': (cloud) => documentsOf(cloud, 'orders').map(({ _id }) => ({ orderId: _id })),
  'payment.readClaim': (cloud) => documentsOf(cloud, 'cardClaims').map(({ _id }) => ({ claimId: _id })),
  'points.listEntries': () =>
    ['all', 'earned', 'spent', 'expired'].map((filter) => ({ filter, cursor: null })),
  'points.readReward': () => [{ rewardId: scene.EGGS }],
  'points.readRedemption': (cloud) =>
    documentsOf(cloud, 'redemptions').map(({ _id }) => ({ redemptionId: _id })),
};

const paged = z.object({
  result: z.object({ ok: z.literal(true), data: z.object({ nextCursor: z.string().nullable() }) }),
});

describe('what people are told', () => {
  let real: LocalCloud;
  let cloud: LocalCloud;
  let heard: Heard[];
  const leaks: string[] = [];
  const told = new Set<string>();
  let cast: scene.Cast;

  /** Judges what was heard since the last time, as things stand now. */
  function judge(): void {
    leaks.push(...leaksIn(heard, secretsIn(real, scene.SCENE_PHONES)));
    for (const { operation } of heard) told.add(operation);
    heard.length = 0;
  }

  /** Every reading operation by everybody, all its pages; whoever may not is refused, and that is well. */
  async function everybodyAsks(): Promise<void> {
    const reading = operations.filter(({ operation }) => operation.idempotency === 'read');
    for (const { identity } of Object.values(cast))
      for (const { name, area, op, operation } of reading) {
        const usual = [{}, { cursor: null }].filter((input) => operation.input.safeParse(input).success);
        for (const input of asked[name]?.(real) ?? usual.slice(0, 1)) {
          let cursor: string | null = null;
          do {
            const event = {
              op,
              input: cursor === null ? input : { ...input, cursor },
              requestId: newTestRequest(),
            };
            const page = paged.safeParse(await cloud.invoke(area, event, identity));
            cursor = page.success ? page.data.result.data.nextCursor : null;
          } while (cursor !== null);
        }
      }
  }

  beforeAll(async () => {
    // So few that a push of this shop needs a second person.
    real = await startJourney({ settings: { messageRules: { pushApprovalAbove: 1 } } });
    ({ cloud, heard } = overhear(real));
    cast = scene.castOf(cloud);
    await scene.joinAndInvite(cloud, cast);
    await scene.giveCoupons(cast);
    await scene.buyAndGiveBack(cloud, cast);
    await scene.spendPoints(cast);
    await scene.becomeOne(cloud, cast);
    const mergeId = await scene.takeForOne(cast);
    await liveAsOne(cloud, cast);
    await scene.lead(cloud, cast);
    await scene.tell(cloud, cast);
    await scene.shareLeadersNumber(cloud, cast);
    await everybodyAsks();
    judge();
    await scene.releaseHold(cast);
    await partAgain(real, cast, mergeId);
    await everybodyAsks();
    judge();
    // Every operation, by everybody, twice: a minute on a quiet machine.
  }, 300_000);
  afterAll(() => real.close());

  it('names nobody else and opens nothing of theirs, whatever is asked by whom', () => {
    expect([...new Set(leaks)].sort()).toEqual([]);
  });

  it('is heard from every operation there is', () => {
    const silent = operations.map(({ name }) => name).filter((name) => !told.has(name));
    expect(silent.sort()).toEqual(Object.keys(NOT_HEARD).sort());
  });

  describe('it would be noticed', () => {
    const someone = (openid: string) => {
      const { secrets, byOpenId } = secretsIn(real, scene.SCENE_PHONES);
      const find = (what: string) =>
        secrets.find((secret) => secret.owner === byOpenId(openid) && secret.what === what)?.text ?? what;
      return { find, secrets, byOpenId };
    };
    const WANG = 'oDemo-shopper-wang';
    const LIN = 'oDemo-shopper-lin';
    const leaksOf = (operation: string, data: unknown, openid = LIN, input: unknown = {}) =>
      leaksIn([{ operation, openid, input, data }], someone(WANG));

    it.each([
      ['a friend’s member id', 'referral.listFriends', 'member id', (id: string) => [{ id: `mem_${id}` }]],
      [
        'one inside a reward’s id',
        'referral.listRewards',
        'member id',
        (id: string) => `registered:mem_${id}:inviter:0`,
      ],
      [
        'one inside a cursor',
        'referral.listFriends',
        'member id',
        (id: string) => ({
          nextCursor: Buffer.from(JSON.stringify([1, `mem_${id}`])).toString('base64url'),
        }),
      ],
      [
        'a coupon’s code in a message',
        'message.listInbox',
        'coupon code',
        (code: string) => ({ lines: [`券码 ${code}`] }),
      ],
      ['an order', 'payment.listOrders', 'order id', (id: string) => ({ orderId: `ord_${id}` })],
      [
        'an openid in the export',
        'identity.exportMine',
        'openid',
        (id: string) => ({ payerKey: `openid:wx:${id}` }),
      ],
      ['a phone number, even to the operator', 'identity.listDecisions', 'phone', (phone: string) => phone],
      ['a code to the clerk', 'coupon.lookUp', 'coupon code', (code: string) => ({ code })],
      ['a leader’s id', 'identity.exportMine', 'leader id', (id: string) => ({ leaderId: id })],
    ])('%s', (_name, operation, what, answer) => {
      const text = someone(WANG).find(what);
      expect(text).not.toBe(what);
      // A leader’s id is made of the member’s, so it may tell both.
      expect(leaksOf(operation, answer(text))).toContain(
        `${operation} tells somebody the ${what} of another`,
      );
      // It is theirs to know.
      expect(leaksOf(operation, answer(text), WANG)).toEqual([]);
    });

    it('what the caller said may be said to them, and an operator decides about members', () => {
      const card = someone(WANG).find('card number');
      expect(leaksOf('points.readHolder', { cardNumber: card }, LIN, { cardNumber: card })).toEqual([]);
      const id = someone(WANG).find('member id');
      expect(leaksOf('referral.listAttributions', { memberId: `mem_${id}` })).toEqual([]);
      expect(leaksOf('leader.listTeam', { memberId: `mem_${id}` })).toHaveLength(1);
    });
  });
});
