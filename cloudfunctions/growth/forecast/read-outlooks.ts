import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import type { OwedGift, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadStore } from '../../kit/store/store';
import { entriesSince, readEntries } from '../ledger/load-standing';
import { outlookOf, type Outlook } from '../rules/forecast-counts';
import { giftIdOf } from '../rules/gifts/gifts-owed';
import { inOrder, type Rules } from '../rules/standing';
import { identified } from '../rules/tier-place';

type Store = Pick<ReadStore, 'growthEntries' | 'tierGifts'>;

/** The outlooks of a page of members: their entries are read together. */
export async function readOutlooks(
  store: Store,
  states: readonly TierStanding[],
  rules: Rules,
  at: Instant,
): Promise<Outlook[]> {
  if (states.length === 0) return [];
  const since = states.map(entriesSince).reduce((first, one) => (one < first ? one : first));
  const ledgers = [...new Set(states.flatMap((state) => state.ledgers))];
  const entries = await readEntries(store, ledgers, since);
  const outlooks = states.map((state) => {
    const own = entries.filter(({ memberId }) => state.ledgers.includes(memberId));
    return outlookOf(state, { entries: own, rules }, at);
  });
  return withoutGiven(store, outlooks);
}

/** What was given already is not given again, though its occasion comes once more: a birthday that was moved within the year. */
async function withoutGiven(store: Store, outlooks: readonly Outlook[]): Promise<Outlook[]> {
  const idsOf = ({ before: { _id, ledgers } }: Outlook, gift: OwedGift) =>
    [...new Set([_id, ...ledgers])].map((id) => giftIdOf(id, gift));
  const ids = outlooks.flatMap((outlook) => outlook.after.owed.flatMap((gift) => idsOf(outlook, gift)));
  if (ids.length === 0) return [...outlooks];
  const given = new Set((await store.tierGifts.getMany(ids)).map(({ _id }) => _id));
  return outlooks.map((outlook) => ({
    ...outlook,
    after: {
      ...outlook.after,
      owed: outlook.after.owed.filter((gift) => !idsOf(outlook, gift).some((id) => given.has(id))),
    },
  }));
}

/** The rules with a draft that holds from an instant on, in the place of what is announced. */
export function withDraft(rules: Rules, draft: GrowthRule, from: Instant, now: Instant): Rules {
  const versions = rules.map(({ rule }) => rule);
  const held = rules.filter((one) => one.from <= now).map(({ rule }) => rule);
  const version = Math.max(0, ...versions.map((rule) => rule.version)) + 1;
  return inOrder([
    ...held,
    { ...identified(draft, held.at(-1) ?? null), version, publishedAt: now, holdsFrom: from },
  ]);
}
