import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { readCheckInRule } from '../check-in/read-check-in-rule';
import { viewPrize } from '../rules/prize-text';
import { giveGifts } from './give-gifts';

/** More than anybody earns in a minute. */
const AT_ONCE = 10;

/** What play owes somebody now, whoever they were when it began to. */
export async function readOwed(
  store: Pick<ReadStore, 'checkIns'>,
  { _id, absorbed }: { _id: MemberId; absorbed: readonly MemberId[] },
): Promise<DocumentOf<'checkIns'>[]> {
  const { items } = await store.checkIns.find({
    where: { memberId: oneOf([_id, ...absorbed]), owedSince: moreThan<Instant | null>(instant(0)) },
    orderBy: 'owedSince',
    limit: AT_ONCE,
  });
  return items;
}

/** The member takes what is owed now, not in a minute. */
export async function takeGifts({ store, member, now, outOfTime }: WriteCall<'member'>) {
  const [rule, owed] = await Promise.all([readCheckInRule(store), readOwed(store, member)]);
  const given = [];
  let left = owed.length;
  for (const day of owed) {
    if (outOfTime()) break;
    given.push(...(await giveGifts(store, day, { now, living: member._id })));
    left -= 1;
  }
  return { given: given.map((gift) => viewPrize(gift, rule?.packNames ?? {})), owed: left };
}
