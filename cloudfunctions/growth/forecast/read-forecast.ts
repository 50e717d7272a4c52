import type { ForecastCounts, ForecastKind, ForecastView } from '../../../contracts/growth/forecast';
import type { PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { CouponPackId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { CURRENT_RULE, inForce } from '../ledger/read-rules';

/** What was counted so far; null: it was never begun. */
export async function readForecast(
  { store, now }: ReadCall<'operator'>,
  { kind }: { kind: ForecastKind },
): Promise<{ forecast: ForecastView | null; now: typeof now }> {
  const [found, current] = await Promise.all([
    store.tierForecasts.get(kind),
    store.growthRules.get(CURRENT_RULE),
  ]);
  if (!found || !current) return { forecast: null, now };
  const { at, startedAt, finishedAt, counts, draft } = found;
  const named = namesOf(inForce(current, startedAt), draft ?? inForce(current, at));
  const [gifts, movers] = await Promise.all([viewGifts(store, counts), viewMovers(store, counts, named)]);
  const forecast = {
    at,
    startedAt,
    finishedAt,
    looked: counts.looked,
    tiers: counts.after.map((after, level) => ({
      name: named(level),
      before: counts.before[level] ?? 0,
      after,
    })),
    moves: counts.moves.map(({ from, to, members }) => ({
      from: named(from),
      to: named(to),
      members,
    })),
    gifts,
    giftsFen: fen(gifts.reduce((sum, gift) => sum + gift.worthFen, 0)),
    movers,
  };
  return { forecast, now };
}

type Named = (level: number) => string;

/** Where somebody stands and will stand, both by the rule of then. */
const namesOf =
  (current: PublishedGrowthRule, { tiers }: Pick<PublishedGrowthRule, 'tiers'>): Named =>
  (level) =>
    tiers[level]?.name ?? current.tiers[level]?.name ?? '';

async function viewMovers(
  store: Pick<ReadStore, 'members'>,
  { movers }: ForecastCounts,
  named: Named,
): Promise<ForecastView['movers']> {
  const members = await store.members.getMany(movers.map(({ memberId }) => memberId));
  return movers.flatMap(({ memberId, from, to }) => {
    const member = members.find(({ _id }) => _id === memberId);
    // Whose account was closed meanwhile is nobody any more.
    if (!member || member.mergedInto !== null) return [];
    const name = member.nickname ?? `卡号 ${member.card.number.slice(-4)}`;
    return [{ memberId, name, from: named(from), to: named(to) }];
  });
}

/** What the gifts would cost: the face value of coupons for an amount; of a discount it is known only when it is used. */
async function viewGifts(
  store: Pick<ReadStore, 'couponPacks'>,
  { gifts }: ForecastCounts,
): Promise<ForecastView['gifts']> {
  const packs = await store.couponPacks.getMany(gifts.map(({ packId }) => packId));
  const worthOf = (packId: CouponPackId): Fen => {
    const items = packs.find(({ _id }) => _id === packId)?.items ?? [];
    return fen(
      items.reduce(
        (sum, { terms, quantity }) => sum + (terms.kind === 'amount_off' ? terms.amountFen * quantity : 0),
        0,
      ),
    );
  };
  return gifts.map(({ packId, members }) => ({
    pack: packs.find(({ _id }) => _id === packId)?.name ?? '',
    members,
    worthFen: fen(worthOf(packId) * members),
  }));
}
