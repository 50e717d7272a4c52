import type { LedgerGrowth, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact } from '../../kit/facts/new-fact';
import { holdImported } from '../../kit/person/hold-imported';
import { spread } from '../../kit/ids/spread';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { recordTier } from '../../points/book/record-tier';
import { birthdayNotice } from '../notices/birthday';
import { charterNotice } from '../notices/charter-changed';
import { tierNotice } from '../notices/tier-changed';
import { tierReviewNotice } from '../notices/tier-review';
import { tierIdOf } from '../rules/privileges';
import { versionAt, type Moved, type Rules } from '../rules/standing';
import { placeOf } from '../rules/tier-place';
import { readHeardNotice } from './read-heard-notice';

/** A sample begins at one of so many places. */
export const SPOTS = 2 ** 30;

export interface Saving {
  /** As it was read; what was written meanwhile makes it void. */
  before: TierStanding;
  after: TierStanding;
  entries: readonly LedgerGrowth[];
  rules: Rules;
  /** What the way there has to tell. */
  tells: Pick<Moved, 'announces' | 'greets'>;
  /** Of whom nothing was heard yet: what was announced of the charter before they joined, or came with a list. */
  announced?: readonly DocumentOf<'charterChanges'>[];
  now: Instant;
}

/**
 * Writes a standing with the entries that moved it, and what points are earned by; who rose or fell is told and reminded in the same
 * transaction.
 * @returns false: the member is somebody else's by now, or the standing was written meanwhile
 */
export async function saveStanding(transaction: TransactionStore, saving: Saving): Promise<boolean> {
  const { before, after, entries, rules, tells, announced = [], now } = saving;
  const member = await transaction.members.get(after._id);
  if (!member || member.mergedInto !== null) return false;
  const stored = await transaction.tierStates.get(after._id);
  if ((stored?.version ?? 0) !== before.version || (stored && stored.mergedInto !== null)) return false;
  if (entries.length > 0) await holdImported(transaction, after._id, now);
  await transaction.growthEntries.insert(...entries);
  await writeStanding(transaction, { before, after, rules, now, listed: member.tierMove });
  if (tells.announces) transaction.remind(tierReviewNotice(after._id, tells.announces, now));
  if (tells.greets) transaction.remind(birthdayNotice(after._id, null, now));
  transaction.remind(...announced.map((change) => charterNotice(after._id, change, now)));
  return true;
}

interface Writing extends Pick<Saving, 'before' | 'after' | 'rules' | 'now'> {
  /** When it moved; left out: where everything up to then is done. */
  at?: Instant;
  /** What leaders count them as; left out: what was found last. */
  listed?: TierStanding['comingMove'];
}

/** The same for who has read the stored one in this very transaction. */
export async function writeStanding(
  transaction: TransactionStore,
  { before, after, rules, now, at = after.evaluatedUpTo, listed = before.comingMove }: Writing,
): Promise<void> {
  const version = before.version + 1;
  if (after.comingMove !== listed)
    await transaction.members.update(after._id, { tierMove: after.comingMove });
  const notice = await noticeHeard(transaction, before, after);
  await transaction.tierStates.replace({ ...after, notice, version, spot: spread(after._id) % SPOTS });
  const isOther = tierIdOf(after) !== tierIdOf(before);
  if (isOther || after.tier !== before.tier)
    await recordTier(transaction, after._id, { tier: after.tier, tierId: tierIdOf(after) }, now);
  // Another place or name of the same tier is no move.
  if (!isOther) return;
  const from = placeOf(versionAt(rules, after.evaluatedUpTo), tierIdOf(before));
  transaction.tell(
    newFact({
      kind: 'tier_changed',
      cause: `${after._id}-${version}`,
      memberId: after._id,
      at,
      now,
      // Places say whether it is a rise; what somebody holds is an id.
      refs: {
        ...{ from, to: after.level, tier: after.tier ?? '' },
        ...{ fromId: tierIdOf(before), toId: tierIdOf(after) },
      },
    }),
  );
  transaction.remind(tierNotice(after._id, version, now));
}

/** Whoever has enough before the message went out was told of nothing: should it come back, they are told then. */
async function noticeHeard(
  transaction: TransactionStore,
  before: TierStanding,
  after: TierStanding,
): Promise<TierStanding['notice']> {
  const { notice } = after;
  const isEnough = notice?.byNow?.missing === 0 && before.notice?.byNow?.missing !== 0;
  if (!isEnough || notice.missing === 0 || (await readHeardNotice(transaction, after))) return notice;
  return { ...notice, missing: 0 };
}
