import type { OwedGift, TierStanding } from '../../../../contracts/growth/growth-ledger';
import type { PublishedGrowthRule } from '../../../../contracts/growth/growth-rule';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { chinaDateOf, endOfChinaDay, instant, type Instant } from '../../../../contracts/primitives/time';
import { occasionsAfter, type Occasion } from './gift-days';
import { placeOf } from '../tier-place';
import { tiersEntered, type TierMove } from '../tier-state';

/** What names a gift: the same occasion twice is one. */
export const giftKeyOf = ({ kind, period }: Pick<OwedGift, 'kind' | 'period'>): string => `${kind}-${period}`;

/** The record of its giving. */
export const giftIdOf = (memberId: MemberId, gift: Pick<OwedGift, 'kind' | 'period'>): string =>
  `${memberId}:${giftKeyOf(gift)}`;

/** What a rule gives on an occasion to whoever stands there; null: nothing. */
export function giftOf(
  { gifts, version, publishedAt, holdsFrom }: PublishedGrowthRule,
  { kind, period, at }: Pick<OwedGift, 'kind' | 'period' | 'at'>,
  level: number,
): OwedGift | null {
  const gift = gifts
    .filter(
      (one) => one.kind === kind && (kind === 'upgrade' ? one.fromLevel === level : one.fromLevel <= level),
    )
    .sort((one, other) => other.fromLevel - one.fromLevel)[0];
  // A day before there was any rule was nobody's occasion; who rose before rises when it is published.
  if (!gift || (kind !== 'upgrade' && at < (holdsFrom ?? publishedAt))) return null;
  return { kind, period, level, packId: gift.packId, ruleVersion: version, at };
}

/** Each tier that was never reached before has its gift, also one that is jumped over, whatever place it had then. */
export function giftsOfMoves(
  before: readonly number[],
  moves: readonly TierMove[],
  ruleAt: (at: Instant) => PublishedGrowthRule,
): { gifts: OwedGift[]; reached: number[] } {
  const reached = new Set(before);
  const gifts = moves.flatMap((move) => {
    const rule = ruleAt(move.at);
    const entered = tiersEntered(rule, move).filter((id) => !reached.has(id));
    for (const id of entered) reached.add(id);
    return entered.flatMap(
      (id) => giftOf(rule, { kind: 'upgrade', period: String(id), at: move.at }, placeOf(rule, id)) ?? [],
    );
  });
  return { gifts, reached: [...reached] };
}

/** With what is owed more, nothing twice. */
export function withOwed(state: TierStanding, gifts: readonly OwedGift[], now: Instant): TierStanding {
  const known = new Set(state.owed.map(giftKeyOf));
  const owed = [...state.owed, ...gifts.filter((gift) => !known.has(giftKeyOf(gift)))];
  return { ...state, owed, owedSince: owedSince(owed, state, now) };
}

export const withoutOwed = (state: TierStanding, key: string, now: Instant): TierStanding => {
  const owed = state.owed.filter((gift) => giftKeyOf(gift) !== key);
  return { ...state, owed, owedSince: owedSince(owed, state, now) };
};

/** With one that is tried again later. */
export const withPutOff = (state: TierStanding, later: OwedGift, now: Instant): TierStanding => {
  const owed = state.owed.map((gift) => (giftKeyOf(gift) === giftKeyOf(later) ? later : gift));
  return { ...state, owed, owedSince: owedSince(owed, state, now) };
};

/** Since when there is something to give: what is put off waits for its time. */
function owedSince(owed: readonly OwedGift[], before: TierStanding, now: Instant): Instant | null {
  if (owed.length === 0) return null;
  const since = before.owedSince !== null && before.owedSince < now ? before.owedSince : now;
  return instant(Math.min(...owed.map(({ againAt = since }) => againAt)));
}

/** A fortnight: whatever was sold out for so long is given by hand. */
const MOST_TRIES = 14;

/** It is tried again on the next day. @param counts a refusal is, a member who is frozen is waited for. Null: it is given up */
export function putOff(gift: OwedGift, now: Instant, counts: boolean): OwedGift | null {
  const tries = (gift.tries ?? 0) + (counts ? 1 : 0);
  return tries > MOST_TRIES ? null : { ...gift, tries, againAt: endOfChinaDay(now) };
}

/** Up to where the calendar was looked at. */
export const giftedUpTo = ({ giftedUpTo: upTo, evaluatedUpTo }: TierStanding): Instant =>
  upTo ?? evaluatedUpTo;

/** The first occasions that are not looked at yet: all of one instant. */
export function nextOccasions(state: TierStanding, notBefore: Instant): [Occasion, ...Occasion[]] {
  const after = notBefore > giftedUpTo(state) ? notBefore : giftedUpTo(state);
  const [one, ...others] = occasionsAfter(state, after).sort((left, right) => left.at - right.at);
  if (!one) throw new RangeError('a calendar without months');
  return [one, ...others.filter(({ at }) => at === one.at)];
}

/** When the sweep has to look: a birthday is greeted, another occasion only where something is given. */
export function nextGiftDay(state: TierStanding, rule: PublishedGrowthRule): Instant | null {
  const all = occasionsAfter(state, giftedUpTo(state)).filter(
    (occasion) => occasion.kind === 'birthday' || giftOf(rule, occasion, state.level) !== null,
  );
  return all.reduce<Instant | null>((first, { at }) => (first === null || at < first ? at : first), null);
}

/** A birthday found on its day. */
export const isToday = ({ kind, at }: Pick<OwedGift, 'kind' | 'at'>, now: Instant): boolean =>
  kind === 'birthday' && chinaDateOf(at) === chinaDateOf(now);
