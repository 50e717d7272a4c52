import type { ForecastCounts, ForecastKind, ForecastView } from '../../../contracts/growth/forecast';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { CouponPackId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { readRules } from '../ledger/read-rules';
import { versionAt } from '../rules/standing';
import { identified, type Ladder } from '../rules/tier-place';
import { tiersBetween } from '../rules/tiers-between';

/** What was counted so far; null: it was never begun. */
export async function readForecast(
  { store, now }: ReadCall<'operator'>,
  { kind }: { kind: ForecastKind },
): Promise<{ forecast: ForecastView | null; now: typeof now }> {
  const [found, rules] = await Promise.all([store.tierForecasts.get(kind), readRules(store)]);
  if (!found || rules.length === 0) return { forecast: null, now };
  const { at, startedAt, finishedAt, counts, draft } = found;
  const before = versionAt(rules, startedAt);
  const after = draft ? identified(draft, before) : versionAt(rules, at);
  const named = { from: namesOf(before), to: namesOf(after) };
  const [gifts, movers] = await Promise.all([viewGifts(store, counts), viewMovers(store, counts, named)]);
  const forecast = {
    at,
    startedAt,
    finishedAt,
    looked: counts.looked,
    tiers: tiersBetween(before, after).map((tier) => ({
      name: tier.name,
      before: tier.before.reduce((sum, place) => sum + (counts.before[place] ?? 0), 0),
      after: tier.after === null ? 0 : (counts.after[tier.after] ?? 0),
    })),
    moves: counts.moves.map(({ from, to, members }) => ({
      from: named.from(from),
      to: named.to(to),
      members,
    })),
    gifts,
    giftsFen: fen(gifts.reduce((sum, gift) => sum + gift.worthFen, 0)),
    movers,
  };
  return { forecast, now };
}

/** Where somebody stands, by the rule of now; where they will, by that of then. */
type Named = Record<'from' | 'to', (place: number) => string>;

const namesOf =
  ({ tiers }: Ladder) =>
  (place: number): string =>
    tiers[place]?.name ?? '';

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
    return [{ memberId, name, from: named.from(from), to: named.to(to) }];
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
