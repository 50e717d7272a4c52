import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { allPages } from '../../kit/store/query/all-pages';
import { atMost, holdingOneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { judgeCashAgain } from '../../payment/counter/judge-cash-again';
import { judgeAwardsAgain } from '../../leader/holds/judge-awards-again';
import { judgeInvitesAgain } from '../../referral/reward/judge-invites-again';

type Member = DocumentOf<'members'>;

const PAGE = 100;

/**
 * Members of whom more is known than before: a number, another WeChat account, a merge, an undo. What inviters and leaders were
 * awarded for them, and they for others, is compared again. Run before rewards are paid.
 * @returns how many members
 */
export function reconcilePersons(call: TimerCall): Promise<number> {
  const { store, now } = call;
  return workThrough(call, {
    collection: 'members',
    trouble: 'person_not_checked',
    readPage: (cursor) =>
      store.members.find({
        where: { personCheckAt: atMost(now) },
        orderBy: 'personCheckAt',
        limit: PAGE,
        cursor,
      }),
    async work(member) {
      let again: Instant | null = null;
      // A tombstone is nobody: whoever absorbed it is marked, too.
      if (member.mergedInto === null) {
        const others = await listSharing(store, member);
        await judgeAwardsAgain(call, member, others);
        await judgeInvitesAgain(call, member, others);
        if (!(await judgeCashAgain(call, member, others))) again = addMs(now, MINUTE_MS);
      }
      // What became known meanwhile has another mark, which stays.
      const { personCheckAt } = member;
      await store.members.updateIf(member._id, { personCheckAt }, { personCheckAt: again });
    },
  });
}

/** Everybody who ever verified one of the numbers the person ever did, under any account of either. */
async function listSharing(store: ReadStore, member: Member): Promise<Member[]> {
  const tombstones = await store.members.getMany(member.absorbed);
  const keys = [...new Set([member, ...tombstones].flatMap(({ numbers }) => numbers))];
  if (keys.length === 0) return [];
  const found = await allPages((cursor) =>
    store.members.find({ where: { numbers: holdingOneOf(keys) }, orderBy: '_id', limit: PAGE, cursor }),
  );
  const own = [member._id, ...member.absorbed];
  const ids = new Set(found.map(({ _id, mergedInto }) => mergedInto ?? _id));
  for (const id of own) ids.delete(id);
  return store.members.getMany([...ids]);
}
