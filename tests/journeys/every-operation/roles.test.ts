import { areas } from '@contracts/areas';
import { cardNumber } from '@contracts/primitives/codes/card-number';
import type { ActorKind, Operation } from '@contracts/operation';
import * as z from 'zod';
import { demoPeople, DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { newStaff } from '../../stage/counter-stage';
import { STORE } from '../../stage/payment-stage';
import { newTestRequest, phoneOf, startJourney } from '../../stage/stage';

/** Who may call an operation that requires the key: the whole matrix, written out by hand. */
const allowed: Record<ActorKind, string[]> = {
  guest: ['stranger', 'member', 'leader', 'adviser', 'clerk', 'operator', 'owner'],
  member: ['member'],
  leader: ['leader'],
  adviser: ['adviser', 'clerk', 'operator', 'owner'],
  clerk: ['clerk', 'operator', 'owner'],
  operator: ['operator', 'owner'],
  owner: ['owner'],
};

const people: Readonly<Record<string, { openid: string; appid: string }>> & {
  member: { openid: string; appid: string };
} = {
  stranger: { openid: 'oStranger-1', appid: DEMO_APPID },
  member: { openid: 'oMember-1', appid: DEMO_APPID },
  adviser: { openid: 'oStaff-adviser', appid: DEMO_APPID },
  ...Object.fromEntries(
    demoPeople
      .filter(({ role }) => role !== 'shopper')
      .map(({ role, openid, appid }) => [role, { openid, appid }]),
  ),
};

const operations = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table).map(([op, operation]: [string, Operation]) => ({ area, op, operation })),
);

const answer = z.object({ ok: z.boolean(), error: z.object({ code: z.string() }).optional() });

describe('every operation × every role', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
    await phoneOf(cloud, people.member).member.join({ leaderCode: null, phoneCode: null });
    await newStaff(cloud, 'adviser', [STORE], 'adviser');
  });
  afterAll(() => cloud.close());

  it.each(Object.entries(people))('%s is told the work that is theirs', async (who, person) => {
    const { mayActAs } = await phoneOf(cloud, person).member.readRoles({});
    const staffRoles = (['leader', 'adviser', 'clerk', 'operator', 'owner'] as const).filter((role) =>
      allowed[role].includes(who),
    );
    expect(mayActAs).toEqual(staffRoles);
  });

  it.each(operations)(
    '$area.$op lets in those its contract declares and nobody else',
    async ({ area, op, operation }) => {
      for (const [role, identity] of Object.entries(people)) {
        // An input no operation takes: those let in get as far as the input, the others do not.
        const event = { op, input: 'nonsense', requestId: newTestRequest() };
        const { result } = await cloud.invoke(area, event, identity);
        const code = answer.parse(result).error?.code ?? 'ok';
        const refused = operation.actor === 'member' ? 'not_a_member' : 'not_allowed';
        expect({ role, code }).toEqual({
          role,
          code: allowed[operation.actor].includes(role) ? 'invalid_input' : refused,
        });
      }
    },
  );

  it.each(operations)(
    '$area.$op is refused outside WeChat, whatever the body claims',
    async ({ area, op }) => {
      const event = {
        op,
        input: {},
        requestId: newTestRequest(),
        openid: people.member.openid,
        userInfo: { openId: people.member.openid },
      };
      const { result } = await cloud.invoke(area, event);
      expect(result).toMatchObject({ ok: false, error: { code: 'not_in_wechat' } });
    },
  );

  /** A valid input of every operation that names a store: only the store is wrong for a clerk of another. */
  const atStore: Readonly<Record<string, object>> = {
    'member.identify': { cardNumber: cardNumber('0000000001') },
    'coupon.lookUp': { shown: '0000000000000001', amountFen: null, categories: [] },
    'coupon.redeem': { couponId: 'cpn_x', turn: 1, amountFen: null },
    'growth.usePrivilege': { memberCode: '1'.repeat(24), privilegeId: 'lane' },
    'play.readVisitOffer': { memberCode: '1'.repeat(24) },
    'play.giveVisitGift': { memberCode: '1'.repeat(24) },
    'payment.openBill': { items: [{ title: '蔬菜', category: '生鲜', amountFen: 100 }] },
    'payment.listStoreOrders': { cursor: null },
    'payment.listReviews': { cursor: null },
    'office.readMemberAtCounter': { cardNumber: cardNumber('0000000001') },
    'voice.writeNoteAtCounter': { cardNumber: cardNumber('0000000001'), kind: 'praise', text: '很好' },
    'merchant.saveStoreShipping': {
      shippingMode: 'pickup',
      serviceCategories: [],
      basedOn: { shippingMode: 'pickup', serviceCategories: [] },
    },
  };
  const named = operations.filter(({ operation }) => operation.store === 'named');

  it('every operation that names a store is walked through both', () => {
    expect(named.map(({ area, op }) => `${area}.${op}`).sort()).toEqual(Object.keys(atStore).sort());
  });

  it.each(named)('$area.$op: at one’s own store, and nowhere else', async ({ area, op, operation }) => {
    const mine = ['adviser', 'clerk'].filter((role) => allowed[operation.actor].includes(role));
    const everywhere = ['operator', 'owner'];
    for (const role of [...mine, ...everywhere])
      for (const storeId of [STORE, 'sto_other']) {
        const input = { ...atStore[`${area}.${op}`], storeId };
        const { result } = await cloud.invoke(area, { op, input, requestId: newTestRequest() }, people[role]);
        const code = answer.parse(result).error?.code;
        expect(code).not.toBe('invalid_input');
        const refused = code === 'not_your_store';
        expect({ role, storeId, refused }).toEqual({
          role,
          storeId,
          refused: storeId !== STORE && mine.includes(role),
        });
      }
  });

  it('the owner reads who may do what, and it is what the host lets in', async () => {
    const { groups } = await phoneOf(cloud, 'owner-li').merchant.listPermissions({});
    const told = groups.flatMap(({ permissions }) => permissions);
    const staff = operations.filter(({ operation }) =>
      ['adviser', 'clerk', 'operator', 'owner'].includes(operation.actor),
    );
    // As many of each kind as the host lets in by that kind.
    const kinds = (all: readonly (readonly string[])[]) =>
      all.map((roles) => [...roles].sort().join(' ')).sort();
    expect(kinds(told.map(({ roles }) => roles))).toEqual(
      kinds(staff.map(({ operation }) => allowed[operation.actor])),
    );
  });

  const writing = operations.filter(({ operation }) => operation.idempotency !== 'read');
  it.each(writing)('$area.$op writes, so it insists on a request id', async ({ area, op }) => {
    const { result } = await cloud.invoke(area, { op, input: {} }, people.member);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it.each(['toString', 'constructor', '__proto__', 'nothing', ''])(
    'an operation called %j does not exist',
    async (op) => {
      const { result } = await cloud.invoke(
        'member',
        { op, input: {}, requestId: newTestRequest() },
        people.member,
      );
      expect(result).toMatchObject({ ok: false, error: { code: 'unknown_operation' } });
    },
  );
});
