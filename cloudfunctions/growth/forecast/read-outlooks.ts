import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import type { OwedGift, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadStore } from '../../kit/store/store';
import { entriesSince, readEntries } from '../ledger/load-standing';
import { outlookOf, type Outlook } from '../rules/forecast-counts';
import { hadBefore } from '../rules/gifts/had-before';
import { giftIdOf } from '../rules/gifts/gifts-owed';
import { inOrder, type Rules } from '../rules/standing';
import { identified } from '../rules/tier-place';

type Store = Pick<ReadStore, 'growthEntries' | 'members' | 'tierGifts'>;

/** The outlooks of a page of members: their entries are read together. */
export async function readOutlooks(
  store: Store,
  states: readonly TierStanding[],
  known: Pick<Parameters<typeof outlookOf>[1], 'rules' | 'current'>,
  at: Instant,
): Promise<Outlook[]> {
  if (states.length === 0) return [];
  const since = states.map(entriesSince).reduce((first, one) => (one < first ? one : first));
  const ledgers = [...new Set(states.flatMap((state) => state.ledgers))];
  const entries = await readEntries(store, ledgers, since);
  const outlooks = states.map((state) => {
    const own = entries.filter(({ memberId }) => state.ledgers.includes(memberId));
    return outlookOf(state, { entries: own, ...known }, at);
  });
  return withoutGiven(store, outlooks);
}

/** What was given already is not given again, though its occasion comes once more: a birthday that was moved within the year, or told after coming back. */
async function withoutGiven(store: Store, outlooks: readonly Outlook[]): Promise<Outlook[]> {
  const partsOf = ({ before: { _id, ledgers } }: Outlook) => [...new Set([_id, ...ledgers])];
  const owing = outlooks.filter(({ after }) => after.owed.length > 0);
  if (owing.length === 0) return [...outlooks];
  const ids = owing.flatMap((outlook) =>
    outlook.after.owed.flatMap((gift) => partsOf(outlook).map((id) => giftIdOf(id, gift))),
  );
  const [records, members] = await Promise.all([
    store.tierGifts.getMany(ids),
    store.members.getMany(owing.flatMap(partsOf)),
  ]);
  const given = new Set(records.map(({ _id }) => _id));
  const people = new Map(members.map((member) => [member._id, member]));
  const isGiven = (outlook: Outlook, gift: OwedGift): boolean =>
    partsOf(outlook).some((id) => {
      const part = people.get(id);
      return given.has(giftIdOf(id, gift)) || (part !== undefined && hadBefore(part, gift));
    });
  return outlooks.map((outlook) => ({
    ...outlook,
    after: {
      ...outlook.after,
      owed: outlook.after.owed.filter((gift) => !isGiven(outlook, gift)),
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
