import type { LedgerGrowth, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { DAY_MS, endOfChinaYear, instant, type Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { spreadOut } from '../rules/taken/growth-taken';
import { standingAtFirst } from '../rules/standing';

const PAGE = 900;
/** What a year's caps and a month's orders are counted by; longer than any expiry lies away. */
const LOOK_BACK_MS = 400 * DAY_MS;

type Store = Pick<ReadStore, 'tierStates' | 'growthEntries'>;

export interface LoadedStanding {
  /** As stored; 0 is the version of none. */
  state: TierStanding;
  /** All that can still matter: what ended before the running period and before any cap is not read. */
  entries: LedgerGrowth[];
}

/** A member's standing with what it rests on. */
export async function loadStanding(store: Store, member: Celebrated): Promise<LoadedStanding> {
  const stored = (await store.tierStates.get(member._id)) ?? standingAtFirst(member._id, member);
  const reached = [...new Set([...stored.reached, ...member.giftedTiers])];
  const state = { ...stored, birthday: birthdayOf(member), reached };
  return { state, entries: await readEntries(store, state.ledgers, entriesSince(state)) };
}

/** What ended before can matter no more. */
export const entriesSince = ({ held, evaluatedUpTo }: TierStanding): Instant =>
  instant(Math.max(0, Math.min(held.periodFrom, held.sureSince, evaluatedUpTo - LOOK_BACK_MS)));

type Celebrated = Pick<
  DocumentOf<'members'>,
  '_id' | 'joinedAt' | 'absorbed' | 'returned' | 'giftedTiers' | 'profile'
>;

/** The birthday as it stands in the profile; whoever comes back is celebrated from the year after: this year's may have been given. */
function birthdayOf({ profile, joinedAt, returned }: Celebrated): TierStanding['birthday'] {
  if (profile.birthday === null) return null;
  const from = returned ? endOfChinaYear(joinedAt) : joinedAt;
  const setAt = instant(Math.max(profile.birthdaySetAt ?? 0, from));
  return { day: profile.birthday.slice('YYYY-'.length), setAt };
}

/** The entries of these ledgers that last beyond an instant, each part of what was taken by hand a line of its own. */
export const readEntries = async (
  store: Pick<ReadStore, 'growthEntries'>,
  ledgers: readonly MemberId[],
  beyond: Instant,
): Promise<LedgerGrowth[]> =>
  spreadOut(
    await allPages((cursor) =>
      store.growthEntries.find({
        where: { memberId: oneOf(ledgers), expiresAt: moreThan<Instant>(beyond) },
        orderBy: 'expiresAt',
        limit: PAGE,
        cursor,
        unreadable: 'refuse',
      }),
    ),
  );
