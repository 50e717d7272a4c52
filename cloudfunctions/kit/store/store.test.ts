import cloudbase from '@cloudbase/node-sdk';
import { addMs, instant } from '../../../contracts/primitives/time';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { startDemoCloud } from '../../../local/seed/demo-cloud';
import type { LocalCloud } from '../../../local/server';
import { newMemberId } from '../ids/new-id';
import { atMost, lessThan, moreThan, not, oneOf } from './query/condition';
import { schema, type DocumentOf } from './schema';
import { Duplicate, StoreMisuse } from './store-error';
import { openStore } from './store';

/**
 * The guards of the store. Where one closes a trap of the SDK (platform-facts, section 6), the trap itself is shown first
 * with the bare SDK: if it ever disappears there, the test says so.
 */
let cloud: LocalCloud;
const meter = { databaseCalls: 0 };
const store = () => openStore(meter, 'write');
const sdk = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();

const now = instant(1_800_000_000_000);
const memberId = newMemberId(now);
const identity = (key: string, more: Partial<DocumentOf<'identities'>> = {}): DocumentOf<'identities'> => ({
  _id: key,
  kind: 'openid',
  memberId,
  linkedAt: now,
  verifiedAt: now,
  ...more,
});

beforeAll(async () => {
  cloud = await startDemoCloud({ location: ':memory:' });
  Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

describe('where() with an undefined value', () => {
  it('trap: the SDK drops the key and matches everyone', async () => {
    await store().identities.insert(identity('openid:a'));
    const { data } = await sdk()
      .collection('identities')
      .where({ kind: 'openid', memberId: undefined })
      .get();
    expect(data).toHaveLength(1);
  });

  it('guard: the store throws', async () => {
    const nobody: { memberId?: typeof memberId } = {};
    const query = { orderBy: '_id' as const, limit: 1 };
    const find = (where: object) => store().identities.find({ where, ...query });
    await expect(find({ kind: 'openid', memberId: nobody.memberId })).rejects.toThrow(StoreMisuse);
    await expect(find({ memberId: oneOf([nobody.memberId]) })).rejects.toThrow(StoreMisuse);
    await expect(find({ linkedAt: lessThan(undefined) })).rejects.toThrow(StoreMisuse);
    await expect(find({})).rejects.toThrow(StoreMisuse);
  });
});

describe('count', () => {
  it('is one call, and refuses what would count everybody', async () => {
    await store().identities.insert(identity('openid:a'));
    await store().identities.insert(identity('unionid:a', { kind: 'unionid' }));
    const before = meter.databaseCalls;
    expect(await store().identities.count({ where: { memberId, kind: 'openid' } })).toBe(1);
    expect(meter.databaseCalls).toBe(before + 1);
    await expect(store().identities.count({ where: {} })).rejects.toThrow(StoreMisuse);
  });
});

describe('doc("")', () => {
  it('trap: the SDK asks for it', async () => {
    await expect(sdk().collection('identities').doc('').get()).resolves.toMatchObject({ data: [] });
  });
  it('guard: the store throws', async () => {
    await expect(store().identities.get('')).rejects.toThrow(StoreMisuse);
    await expect(store().identities.updateIf('', {}, { linkedAt: now })).rejects.toThrow(StoreMisuse);
    await expect(store().transact((transaction) => transaction.identities.get(''))).rejects.toThrow(
      StoreMisuse,
    );
  });
});

describe('update({ a: { b } })', () => {
  it('trap: the SDK merges into the old object', async () => {
    await sdk()
      .collection('couponTemplates')
      .add({ _id: 'trap', terms: { old: 1 } });
    await sdk()
      .collection('couponTemplates')
      .doc('trap')
      .update({ terms: { fresh: 2 } });
    expect(await sdk().collection('couponTemplates').doc('trap').get()).toMatchObject({
      data: [{ terms: { old: 1, fresh: 2 } }],
    });
  });
  it('guard: a patch replaces the object', async () => {
    const template = await store().couponTemplates.require('tpl_fresh-3', 'internal');
    await store().couponTemplates.updateIf(
      'tpl_fresh-3',
      { status: 'published' },
      { terms: { ...template.terms, conditions: [] } },
    );
    expect((await store().couponTemplates.get('tpl_fresh-3'))?.terms).toEqual({
      ...template.terms,
      conditions: [],
    });
  });
  it('guard: an undefined value is refused instead of dropped', async () => {
    await expect(
      store().identities.updateIf('openid:a', { kind: 'openid' }, { linkedAt: undefined }),
    ).rejects.toThrow(StoreMisuse);
  });
});

describe('inside a transaction', () => {
  it('trap: where().update() of the SDK is not rolled back', async () => {
    await store().identities.insert(identity('openid:a'));
    const transaction: unknown = await Reflect.apply(
      sdk().startTransaction as () => Promise<unknown>,
      sdk(),
      [],
    );
    const { collection, rollback } = transaction as {
      collection: (name: string) => ReturnType<ReturnType<typeof sdk>['collection']>;
      rollback: (reason: unknown) => Promise<unknown>;
    };
    await collection.call(transaction, 'identities').where({ _id: 'openid:a' }).update({ verifiedAt: 5 });
    await rollback.call(transaction, undefined);
    expect((await store().identities.get('openid:a'))?.verifiedAt).toBe(5);
  });

  it('guard: the store offers only what CloudBase does there', async () => {
    const offered = await store().transact(async ({ identities }) => Object.keys(identities));
    expect(offered.sort()).toEqual(['get', 'insert', 'remove', 'replace', 'require', 'update']);
  });

  it('a failure rolls everything back', async () => {
    const failing = store().transact(async ({ identities }) => {
      await identities.insert(identity('openid:a'), identity('openid:b'));
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await store().identities.get('openid:a')).toBeNull();
  });

  it('a duplicate id is told as Duplicate, and nothing else was inserted', async () => {
    await store().identities.insert(identity('openid:b'));
    const inserting = store().transact(({ identities }) =>
      identities.insert(identity('openid:a'), identity('openid:b')),
    );
    await expect(inserting).rejects.toThrow(Duplicate);
    expect(await store().identities.get('openid:a')).toBeNull();
  });

  it('it reads its own writes, and a missing document is null', async () => {
    const seen = await store().transact(async ({ identities }) => {
      const before = await identities.get('openid:a');
      await identities.insert(identity('openid:a'));
      await identities.update('openid:a', { verifiedAt: addMs(now, 1) });
      return [before, (await identities.get('openid:a'))?.verifiedAt];
    });
    expect(seen).toEqual([null, now + 1]);
  });

  it('fifty rivals that add one each end at fifty', async () => {
    await store().members.insert(memberOf());
    const addOne = () =>
      store().transact(async ({ members }) => {
        const { unreadMessages } = await members.require(memberId, 'internal');
        await members.update(memberId, { unreadMessages: unreadMessages + 1 });
      });
    // In tens: the store gives up after ten lost races, and the host tells the client to come back.
    for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 5 }, addOne));
    expect((await store().members.get(memberId))?.unreadMessages).toBe(50);
  });
});

describe('the database is a boundary', () => {
  it('a document that does not fit the schema is neither written nor read', async () => {
    await expect(
      store().identities.insert({ ...identity('openid:a'), linkedAt: instant(1), kind: 'x' as 'openid' }),
    ).rejects.toThrow(StoreMisuse);
    await sdk().collection('identities').add({ _id: 'openid:bad', kind: 'openid' });
    await expect(store().identities.get('openid:bad')).rejects.toThrow('identities');
  });

  it('a reading operation cannot write', async () => {
    const reader = openStore(meter, 'read');
    await expect(reader.identities.insert(identity('openid:a'))).rejects.toThrow(StoreMisuse);
    await expect(
      reader.identities.updateIf('openid:a', { kind: 'openid' }, { verifiedAt: now }),
    ).rejects.toThrow(StoreMisuse);
    await expect(reader.transact(async () => undefined)).rejects.toThrow(StoreMisuse);
  });
});

describe('lists', () => {
  const keys = Array.from({ length: 250 }, (_, number) => `openid:${String(number).padStart(3, '0')}`);

  it('trap: the SDK gives the first 100', async () => {
    for (const key of keys) await store().identities.insert(identity(key));
    const { data } = await sdk().collection('identities').where({ kind: 'openid' }).get();
    expect(data).toHaveLength(100);
  });

  it.each(['asc', 'desc'] as const)(
    'guard: %s pages lead through all of them, equal values included',
    async (direction) => {
      for (const [number, key] of keys.entries())
        await store().identities.insert(identity(key, { linkedAt: addMs(now, number % 7) }));
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: DocumentOf<'identities'>[]; nextCursor: string | null } =
          await store().identities.find({
            where: { kind: 'openid' },
            orderBy: 'linkedAt',
            direction,
            limit: 33,
            cursor,
          });
        seen.push(...page.items.map(({ _id }) => _id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toHaveLength(keys.length);
      expect(new Set(seen)).toEqual(new Set(keys));
    },
  );

  it('a page of 1000 or more is refused: CloudBase would cut it silently', async () => {
    await expect(
      store().identities.find({ where: { kind: 'openid' }, orderBy: '_id', limit: 1000 }),
    ).rejects.toThrow(StoreMisuse);
  });
});

describe('updateIf', () => {
  it('lets one of many rivals win', async () => {
    await store().identities.insert(identity('openid:a'));
    const rivals = Array.from({ length: 10 }, () =>
      store().identities.updateIf('openid:a', { verifiedAt: now }, { verifiedAt: addMs(now, 1) }),
    );
    expect((await Promise.all(rivals)).filter(Boolean)).toHaveLength(1);
  });

  it.each([
    [moreThan(now), false],
    [atMost(now), true],
    [not(now), false],
    [oneOf([now]), true],
  ])('with condition %j: %s', async (condition, expected) => {
    await store().identities.insert(identity('openid:a'));
    expect(
      await store().identities.updateIf('openid:a', { linkedAt: condition }, { verifiedAt: addMs(now, 9) }),
    ).toBe(expected);
  });
});

function memberOf(): DocumentOf<'members'> {
  const member: unknown = {
    _id: memberId,
    status: 'active',
    nickname: null,
    phone: null,
    card: {
      number: '000000000098',
      planId: 'plan_member',
      planName: '邻里会员卡',
      issuedAt: now,
      expiresAt: null,
    },
    attribution: null,
    joinedAt: now,
    join: { requestId: 'test-00000001', phone: 'not_given' },
    unreadMessages: 0,
  };
  return schema.members.document.parse(member);
}
