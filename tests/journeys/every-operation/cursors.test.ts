import { areas } from '@contracts/areas';
import { errorCatalogue } from '@contracts/errors';
import type { Operation } from '@contracts/operation';
import * as z from 'zod';
import { encodeCursor } from '../../../cloudfunctions/kit/store/query/page';
import type { LocalCloud } from '../../../local/server';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, phoneOf, startJourney } from '../../stage/stage';

/** A cursor leads on whoever it was given to, in the list it was given for, and nobody else anywhere. */
const PEOPLE = {
  guest: 'shopper-wang',
  member: 'shopper-lin',
  leader: 'leader-chen',
  clerk: 'clerk-zhou',
  operator: 'operator-he',
  owner: 'owner-li',
} as const;
const isActor = (actor: string): actor is keyof typeof PEOPLE => Object.hasOwn(PEOPLE, actor);

/** What else a list has to be told. */
const ASKED: Readonly<Record<string, object>> = {
  'coupon.listMine': { state: 'usable' },
  'identity.listDecisions': { status: 'open' },
  'leader.listApplications': { status: 'waiting' },
  'message.listDeliveries': { delivery: 'failed' },
  'audience.listSegmentMembers': { segmentId: 'seg_everyone', side: 'in' },
  'audience.listAudienceMembers': { audienceId: 'fro_none' },
  'office.listFindings': { day: null },
  'voice.listNotes': { state: 'open' },
  'payment.listReviews': { storeId: STORE },
  'payment.listStoreOrders': { storeId: STORE },
  'points.listEntries': { filter: 'all' },
};

const lists = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table).flatMap(([op, operation]: [string, Operation]) => {
    const shape: unknown = Reflect.get(operation.input, 'shape');
    const takes = typeof shape === 'object' && shape !== null && 'cursor' in shape;
    if (!takes || !isActor(operation.actor)) return [];
    return [{ name: `${area}.${op}`, area, op, operation, who: PEOPLE[operation.actor] }];
  }),
);

const refused = z.strictObject({
  ok: z.literal(false),
  error: z.strictObject({
    code: z.enum(Object.keys(errorCatalogue)),
    message: z.string(),
    retryable: z.boolean(),
    requestId: z.string(),
  }),
});
const paged = z.object({ ok: z.literal(true), data: z.object({ nextCursor: z.string().nullable() }) });

describe('cursors', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
    for (const who of ['shopper-lin', 'leader-chen', 'operator-he'] as const)
      await phoneOf(cloud, who).member.join({ leaderCode: null, phoneCode: null });
    for (let count = 0; count < 25; count += 1) await payInWechat(lin(), await billOf(cloud, 1000 + count));
  });
  afterAll(() => cloud.close());

  const lin = () => phoneOf(cloud, 'shopper-lin');
  const ask = async (
    { area, op }: { area: string; op: string },
    input: object,
    who: (typeof PEOPLE)[keyof typeof PEOPLE],
  ) => (await cloud.invoke(area, { op, input, requestId: newTestRequest() }, who)).result;
  const inputOf = (name: string, cursor: string) => ({ ...ASKED[name], cursor });
  const codesFor = async (cursor: (list: (typeof lists)[number]) => string) => {
    const codes: Record<string, string> = {};
    for (const list of lists) {
      const input = inputOf(list.name, cursor(list));
      if (!list.operation.input.safeParse(input).success) continue;
      codes[list.name] = refused.parse(await ask(list, input, list.who)).error.code;
    }
    return codes;
  };

  it('made up, in the clear, or bent by a letter are refused by every list alike, and nothing is said of why', async () => {
    expect(lists.length).toBeGreaterThan(20);
    const order = documentsOf(cloud, 'orders')[0]!;
    const clear = encodeCursor({ value: order.createdAt, id: order._id });
    for (const cursor of ['x', 'A'.repeat(80), clear]) {
      const codes = await codesFor(() => cursor);
      expect(Object.keys(codes).length).toBeGreaterThan(20);
      expect(new Set(Object.values(codes))).toEqual(new Set(['invalid_input']));
    }
  });

  it('another list’s, and another person’s in the same list, are refused; one’s own leads on', async () => {
    const list = lists.find(({ name }) => name === 'payment.listOrders')!;
    const first = paged.parse(await ask(list, { cursor: null }, 'shopper-lin')).data.nextCursor!;
    expect(first).not.toContain(documentsOf(cloud, 'orders')[0]!._id.slice(4));
    paged.parse(await ask(list, { cursor: first }, 'shopper-lin'));
    for (const who of ['shopper-wang', 'operator-he'] as const)
      expect(refused.parse(await ask(list, { cursor: first }, who)).error.code).toBe('invalid_input');
    const bent = `${first.slice(0, -2)}${first.endsWith('A') ? 'BB' : 'AA'}`;
    expect(refused.parse(await ask(list, { cursor: bent }, 'shopper-lin')).error.code).toBe('invalid_input');
    for (const other of lists) {
      if (other.name === list.name || other.who !== 'shopper-lin') continue;
      const input = inputOf(other.name, first);
      expect([other.name, refused.parse(await ask(other, input, 'shopper-lin')).error.code]).toEqual([
        other.name,
        'invalid_input',
      ]);
    }
  });

  it('an export goes on for nobody else', async () => {
    const { nextCursor: cursor } = await lin().identityMap.exportMine({ cursor: null });
    const chen = phoneOf(cloud, 'leader-chen');
    await expect(chen.identityMap.exportMine({ cursor })).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await lin().identityMap.exportMine({ cursor })).now).toBeGreaterThan(0);
  });
});
