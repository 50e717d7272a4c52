import type { PointsLot } from '../../../contracts/points/points-ledger';
import { isPointsEntryId } from '../../../contracts/primitives/ids';
import { points } from '../../../contracts/primitives/points';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { accountAsOf } from '../rules/due-changes';
import { emptyAccount } from '../rules/ledger';
import { readAccount } from '../book/load-book';
import { bySpendingOrder, openLots, pendingLots, sumOf } from '../rules/lots';
import { readRule } from '../book/read-rule';
import { pointsRuleLines } from '../rules/earning/rule-text';

const SHOWN_LOTS = 5;
const SOON_MS = 30 * DAY_MS;

/** 积分首页: 5 database calls. What the clock did is counted in, whether or not the sweep has written it down. */
export async function readHome({ store, member, now }: ReadCall<'member'>) {
  const [stored, rule] = await Promise.all([readAccount(store, member._id), readRule(store, now)]);
  const account = accountAsOf(stored ?? emptyAccount(member._id, now), now);
  const lots = openLots(account.lots).sort(bySpendingOrder);
  const { balance, pending, debt } = account;
  return {
    balance,
    pending,
    debt,
    nextPending: soonest(pendingLots(account.lots), ({ activatesAt }) => activatesAt),
    nextExpiry: soonest(lots, ({ expiresAt }) => expiresAt),
    expiringSoon: points(
      sumOf(lots.filter((lot) => lot.expiresAt !== null && lot.expiresAt <= addMs(now, SOON_MS))),
    ),
    lots: await withReasons(store, lots.slice(0, SHOWN_LOTS)),
    ruleLines: rule ? pointsRuleLines(rule) : [],
    now,
  };
}

/** The next instant at which something happens, and how many points it concerns. */
function soonest(lots: readonly PointsLot[], instantOf: (lot: PointsLot) => Instant | null) {
  const instants = lots.map(instantOf).filter((at) => at !== null);
  const [at] = instants.sort((a, b) => a - b);
  return at === undefined ? null : { at, points: points(sumOf(lots.filter((lot) => instantOf(lot) === at))) };
}

/** How a lot came: the entry that made it bears its id. */
async function withReasons(store: Pick<ReadStore, 'pointsEntries'>, lots: readonly PointsLot[]) {
  const candidates = lots.flatMap(({ id }) => [`earn:${id}`, `adjust:${id}`].filter(isPointsEntryId));
  const entries = await store.pointsEntries.getMany(candidates);
  const reasonOf = ({ id, graced }: PointsLot): string =>
    entries.find(({ _id }) => _id.slice(_id.indexOf(':') + 1) === id)?.reason ??
    (graced ? '退回的积分' : '转入的积分');
  return lots.map((lot) => ({ points: points(lot.points), expiresAt: lot.expiresAt, reason: reasonOf(lot) }));
}
