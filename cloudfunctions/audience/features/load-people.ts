import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { MemberFeatures } from '../../../contracts/audience/features';
import { tierIdOf } from '../../growth/rules/privileges';
import { sourceOf } from '../../kit/identity/member-source';
import { inParallel } from '../../kit/instance/in-parallel';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { featuresOf, picturedKinds, type Held } from './features-of';

/** How many people are read side by side. */
const AT_ONCE = 10;
const PAGE = 900;
/** Points open with the sweep, a little after their time. */
const OPENED_BY_THEN_MS = 5 * MINUTE_MS;

export interface Person {
  /** Null: nobody is this member any more. */
  of: MemberFeatures | null;
  refreshAt: Instant | null;
}
const NOBODY: Person = { of: null, refreshAt: null };

type Member = DocumentOf<'members'>;
type Account = DocumentOf<'pointsAccounts'>;
type Store = Pick<ReadStore, 'members' | 'pointsAccounts' | 'tierStates' | 'facts' | 'coupons'>;

/** What is known of these members by now, made of facts and of what the areas keep. */
export async function loadPeople(
  store: Store,
  ids: readonly MemberId[],
  now: Instant,
): Promise<Map<MemberId, Person>> {
  const [members, accounts, tiers] = await Promise.all([
    store.members.getMany(ids),
    store.pointsAccounts.getMany(ids),
    store.tierStates.getMany(ids),
  ]);
  const people = new Map(ids.map((id) => [id, NOBODY]));
  const accountOf = new Map(accounts.map((account) => [account._id, account]));
  const tierOf = new Map(tiers.map((standing) => [standing._id, tierIdOf(standing)]));
  const living = members.filter(({ status }) => status === 'active');
  await inParallel(living, AT_ONCE, async (member) => {
    const account = accountOf.get(member._id) ?? null;
    const [facts, coupons] = await Promise.all([readFacts(store, member), readExpiries(store, member, now)]);
    const held = heldBy(member, { account, tier: tierOf.get(member._id) ?? null, coupons });
    people.set(member._id, { of: featuresOf(held, facts), refreshAt: opensAt(account, now) });
  });
  return people;
}

/** Whatever was told of them, and of those who are part of them by now. */
const readFacts = (store: Store, { _id, absorbed }: Member): Promise<DocumentOf<'facts'>[]> =>
  allPages((cursor) =>
    store.facts.find({
      where: { memberId: oneOf([_id, ...absorbed]), kind: oneOf(picturedKinds) },
      orderBy: 'at',
      limit: PAGE,
      cursor,
      unreadable: 'refuse',
    }),
  );

/** When the coupons run out that can be used. */
async function readExpiries(store: Store, { _id }: Member, now: Instant): Promise<Instant[]> {
  const { items } = await store.coupons.find({
    where: { memberId: _id, status: 'unused', expiresAt: moreThan(now) },
    orderBy: 'expiresAt',
    limit: PAGE,
  });
  return items.map(({ expiresAt }) => expiresAt);
}

function heldBy(
  member: Member,
  { account, tier, coupons }: { account: Account | null; tier: number | null; coupons: Instant[] },
): Held {
  const { joinedAt, attribution, leaderId, profile, tags } = member;
  const open = account?.lots.filter(({ state }) => state === 'open') ?? [];
  return {
    joinedAt,
    source: sourceOf(member),
    storeId: attribution?.storeId ?? null,
    leaderId,
    birthMonth: profile.birthday === null ? null : Number(profile.birthday.slice(5, 7)),
    tags,
    tier,
    points: account?.balance ?? 0,
    pointsExpire: open.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt])),
    couponsExpire: coupons,
  };
}

/** Nothing is told when points open that were earned: they are looked at again then. */
function opensAt(account: Account | null, now: Instant): Instant | null {
  const waiting = account?.lots.flatMap(({ state, activatesAt }) =>
    state === 'pending' && activatesAt !== null ? [activatesAt] : [],
  );
  if (!waiting || waiting.length === 0) return null;
  return addMs(instant(Math.max(now, Math.min(...waiting))), OPENED_BY_THEN_MS);
}
