import type { CharterView } from '../../../contracts/growth/charter';
import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { findMember } from '../../kit/person/find-member';
import type { ReadStore } from '../../kit/store/store';
import { CURRENT_RULE as CURRENT_POINTS, inForce as pointsInForce } from '../../points/book/read-rule';
import { plannedStart, startOf, startOnceTold } from '../../points/rules/announced';
import { CURRENT_RULE, inForce } from '../ledger/read-rules';
import { charterOf } from '../rules/charter';

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
      growth: current.next !== null && startOf(current.next) > now ? asTold(current.next, now) : null,
      points: points?.next && startOf(points.next) > now ? asTold(points.next, now) : null,
    },
  );
}

/** What everybody is still to be told of holds no earlier than seven days from now. */
const asTold = <Rule extends Parameters<typeof startOf>[0]>(rule: Rule, now: Instant): Rule =>
  rule.isUntold ? { ...rule, holdsFrom: instant(Math.max(plannedStart(rule), startOnceTold(now))) } : rule;

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
