import { areas } from '@contracts/areas';
import type { ActorKind, Operation } from '@contracts/operation';
import * as z from 'zod';
import { demoPeople, DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { newTestRequest, phoneOf, startJourney } from '../../stage/stage';

/** Who may call an operation that requires the key: the whole matrix, written out by hand. */
const allowed: Record<ActorKind, string[]> = {
  guest: ['stranger', 'member', 'leader', 'clerk', 'operator', 'owner'],
  member: ['member'],
  leader: ['leader'],
  clerk: ['clerk', 'operator', 'owner'],
  operator: ['operator', 'owner'],
  owner: ['owner'],
};

const people = {
  stranger: { openid: 'oStranger-1', appid: DEMO_APPID },
  member: { openid: 'oMember-1', appid: DEMO_APPID },
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
  });
  afterAll(() => cloud.close());

  it.each(Object.entries(people))('%s is told the work that is theirs', async (who, person) => {
    const { mayActAs } = await phoneOf(cloud, person).member.readRoles({});
    const staffRoles = (['leader', 'clerk', 'operator', 'owner'] as const).filter((role) =>
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
