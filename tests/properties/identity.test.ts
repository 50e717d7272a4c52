import fc from 'fast-check';
import { demoPointsRule } from '../../local/seed/demo-points';
import type { LocalCloud } from '../../local/server';
import { foundInBooks } from '../stage/money-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../stage/property';
import { documentsOf, startJourney } from '../stage/stage';
import { People, PEOPLE, story } from './identity-people';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
const { events } = demoPointsRule;

/** People, phones, numbers, followers, merges, undos, crashes and repeats in any order, through the real functions. */
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

interface World {
  live: Set<string>;
  identities: ReturnType<typeof readIdentities>;
  /** People whom staff took apart: an undone merge keeps its two apart. */
  apart: Set<number>;
}

const readIdentities = () => documentsOf(cloud, 'identities');

/** Which of the people a member is, by the openids that lead there. */
const personOf = (identities: ReturnType<typeof readIdentities>, memberId: string): number =>
  Number(
    /oPerson(\d)-/.exec(
      identities
        .filter((identity) => identity.memberId === memberId)
        .map(({ _id }) => _id)
        .join(),
    )?.[1] ?? NaN,
  );

function readWorld(): World {
  const members = documentsOf(cloud, 'members');
  const identities = readIdentities();
  const live = new Set<string>(members.filter(({ status }) => status === 'active').map(({ _id }) => _id));
  const undone = documentsOf(cloud, 'merges').filter(({ status }) => status === 'undone');
  return { live, identities, apart: new Set(undone.map(({ keptId }) => personOf(identities, keptId))) };
}

/** One member per person (two where staff said so); every identifier leads to one live member, in one step. */
function checkMap({ live, identities, apart }: World): void {
  for (const { memberId } of identities) expect(live).toContain(memberId);
  for (const { mergedInto } of documentsOf(cloud, 'members'))
    if (mergedInto !== null) expect(live).toContain(mergedInto);
  const owners = [...live].map((id) => personOf(identities, id));
  expect(owners).not.toContain(NaN);
  for (let who = 0; who < PEOPLE; who += 1) {
    const count = owners.filter((owner) => owner === who).length;
    expect({ who, count }).toEqual({ who, count: apart.has(who) ? 2 : 1 });
  }
}

/** Whoever shows a number is who the number leads to, and the other way round; followers go with their openid. */
function checkNumbers({ identities }: World): void {
  const numbers = identities.filter(({ kind }) => kind === 'phone').map(({ memberId }) => memberId);
  const shown = documentsOf(cloud, 'members').filter(({ phone }) => phone !== null);
  expect(numbers.sort()).toEqual(shown.map(({ _id }) => _id).sort());
  for (const { _id, memberId } of documentsOf(cloud, 'followers'))
    expect({ _id, memberId }).toEqual({
      _id,
      memberId: identities.find((identity) => identity._id === `openid:${_id}`)?.memberId ?? null,
    });
}

/** No coupon is lost or made up; of each step of the newcomer gift a member has one, or only what was spent before. */
function checkCoupons({ live }: World): void {
  const coupons = documentsOf(cloud, 'coupons');
  expect(coupons).toHaveLength(4 * documentsOf(cloud, 'members').length);
  for (const id of live) {
    const own = coupons.filter(({ memberId }) => memberId === id);
    for (const position of [1, 2, 3, 4]) {
      const same = own.filter(({ _id }) => _id.endsWith(`-join-${position}`)).map(({ status }) => status);
      expect(same.length).toBeGreaterThan(0);
      if (same.length > 1) expect(same).not.toContain('unused');
    }
  }
  const reminders = documentsOf(cloud, 'reminders').filter(({ status }) => status === 'scheduled');
  const unused = coupons.filter(({ status }) => status === 'unused');
  for (const { _id, memberId } of unused)
    for (const { subjectId, recipient } of reminders) if (subjectId === _id) expect(recipient).toBe(memberId);
}

/** Points to the point, with what joining and following earn, once per member; every account is the sum of its entries; nothing is left at a tombstone. */
async function checkPoints({ live }: World, given: number): Promise<void> {
  const accounts = documentsOf(cloud, 'pointsAccounts');
  const followed = accounts.filter(({ _id, gifts }) => live.has(_id) && gifts.follow !== null);
  expect(accounts.reduce((sum, { balance, debt }) => sum + balance - debt, 0)).toBe(
    given + events.join * live.size + events.follow * followed.length,
  );
  expect(await foundInBooks(cloud)).toEqual([]);
  for (const { _id, balance, lots } of accounts) if (!live.has(_id)) expect([balance, lots]).toEqual([0, []]);
}

/** Nothing is left half done. */
function checkJournal(): void {
  for (const { _id, status, wakeAt } of documentsOf(cloud, 'merges'))
    expect({ _id, over: status === 'done' || status === 'undone', wakeAt }).toEqual({
      _id,
      over: true,
      wakeAt: null,
    });
}

it('whatever people do, in whatever order, and wherever it breaks, they end as one member each with all they had', async () => {
  await assertAlways(
    fc.asyncProperty(story, async (steps) => {
      await cloud.reset();
      const people = new People(cloud);
      for (const taken of steps) await people.take(taken);
      await people.comeToRest();
      const world = readWorld();
      checkMap(world);
      checkNumbers(world);
      checkCoupons(world);
      await checkPoints(world, people.given);
      checkJournal();
    }),
    { keptSeeds: [20261121], kept: 3, keptLong: 10, fresh: 4 },
  );
});
