import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { owned, type CarriedMerge } from '../../kit/ownership/owned';
import { allPages } from '../../kit/store/query/all-pages';
import type { Store } from '../../kit/store/store';
import { dealId, type Deal } from './decide-deal';

/**
 * Two members who become one count once where both were dealt the same, and not at all where they were dealt different arms; taken apart, each is what they were. Sums follow
 * when they are next folded.
 */
export const ownedExperiments = [
  owned('experimentDeals', {
    noun: '实验分组',
    field: 'memberId',
    onMerge: { carry: carryDeals, giveBack: giveBackDeals },
    onClose: 'keep', // an id that leads to nobody, in sums that stay exact
    exported: null, // what the shop tries says nothing about them
  }),
];

const PAGE = 200;

const listDeals = (store: Pick<Store, 'experimentDeals'>, memberId: MemberId): Promise<Deal[]> =>
  allPages((cursor) =>
    store.experimentDeals.find({ where: { memberId }, orderBy: '_id', limit: PAGE, cursor }),
  );

const changed = (deal: Deal, change: Partial<Deal>, now: Instant): Deal => ({
  ...deal,
  ...change,
  dueAt: now,
  revision: deal.revision + 1,
});

async function carryDeals(store: Store, { keptId, absorbedId }: CarriedMerge, now: Instant): Promise<void> {
  for (const { _id, experimentId } of await listDeals(store, absorbedId))
    await store.transact(async (transaction) => {
      const absorbed = await transaction.experimentDeals.get(_id);
      if (absorbed?.standing !== 'own') return;
      const kept = await transaction.experimentDeals.get(dealId(experimentId, keptId));
      await transaction.experimentDeals.replace(changed(absorbed, { standing: 'aside' }, now));
      if (kept?.standing === 'own') {
        const isRival = kept.arm !== absorbed.arm || absorbed.rivals.length > 0;
        const rivals = isRival ? [...kept.rivals, absorbedId] : kept.rivals;
        return transaction.experimentDeals.replace(changed(kept, { rivals }, now));
      }
      await transaction.experimentDeals.replace({
        ...changed(absorbed, {}, now),
        _id: dealId(experimentId, keptId),
        memberId: keptId,
        from: absorbedId,
        counted: kept?.counted ?? null,
        revision: (kept?.revision ?? -1) + 1,
      });
    });
}

async function giveBackDeals(
  store: Store,
  { keptId, absorbedId }: CarriedMerge,
  now: Instant,
): Promise<void> {
  for (const { _id, experimentId } of await listDeals(store, absorbedId))
    await store.transact(async (transaction) => {
      const absorbed = await transaction.experimentDeals.get(_id);
      if (absorbed?.standing !== 'aside') return;
      await transaction.experimentDeals.replace(changed(absorbed, { standing: 'own' }, now));
      const kept = await transaction.experimentDeals.get(dealId(experimentId, keptId));
      if (kept?.standing !== 'own') return;
      const rivals = kept.rivals.filter((one) => one !== absorbedId);
      const standing = kept.from === absorbedId ? 'gone' : 'own';
      await transaction.experimentDeals.replace(changed(kept, { rivals, standing }, now));
    });
}
