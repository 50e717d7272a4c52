import type { CharterView } from '../../../contracts/growth/charter';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { findMember } from '../../kit/person/find-member';
import type { ReadStore } from '../../kit/store/store';
import { CURRENT_RULE as CURRENT_POINTS, inForce as pointsInForce } from '../../points/book/read-rule';
import { startOf as startOfPoints } from '../../points/rules/announced';
import { CURRENT_RULE, inForce } from '../ledger/read-rules';
import { charterOf } from '../rules/charter';
import { startOf } from '../rules/standing';

type Store = Pick<ReadStore, 'growthRules' | 'pointsRules'>;

/** Two calls at once. Null: the merchant has no tiers, and no charter. */
export async function readCharterInForce(store: Store, now: Instant): Promise<CharterView | null> {
  const [current, points] = await Promise.all([
    store.growthRules.get(CURRENT_RULE),
    store.pointsRules.get(CURRENT_POINTS),
  ]);
  if (!current) return null;
  return charterOf(
    { growth: inForce(current, now), points: points && pointsInForce(points, now) },
    {
      growth: current.next !== null && startOf(current.next) > now ? current.next : null,
      points: points?.next && startOfPoints(points.next) > now ? points.next : null,
    },
  );
}

/** 会员章程: for everybody, also before joining; who is a member reads which version they agreed to last. */
export async function readCharter({ store, caller, now }: ReadCall) {
  const [charter, { memberId }] = await Promise.all([
    readCharterInForce(store, now),
    findMember(store, caller),
  ]);
  return { charter, isMember: memberId !== null, agreed: await lastAgreed(store, memberId), now };
}

async function lastAgreed(store: Pick<ReadStore, 'members'>, memberId: MemberId | null) {
  const member = memberId && (await store.members.get(memberId));
  return (member ? member.charters.at(-1) : null) ?? null;
}
