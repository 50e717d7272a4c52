import type { Instant } from '../../../contracts/primitives/time';
import { owned, type CarriedMerge } from '../../kit/ownership/owned';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { endedRun, placeId, writeRun, type Run } from './save-run';

type Place = DocumentOf<'journeyPlaces'>;

/**
 * Two members who become one are in each journey once: the older run goes on, the other ends. Runs keep their names; taken apart, each goes on with the run that was
 * theirs, and one that was ended stays so.
 */
export const ownedJourneys = [
  owned('journeyPlaces', {
    noun: '旅程位置',
    field: 'memberId',
    onMerge: { carry: carryPlaces, giveBack: giveBackPlaces },
    onClose: 'remove',
    exported: null, // the runs are exported
  }),
  owned('journeyRuns', {
    noun: '自动化旅程',
    field: 'memberId',
    onMerge: 'move',
    // Whoever is moving it finds it written.
    whenMoved: ({ revision }) => ({ revision: revision + 1 }),
    onClose: (run, now) => (run.state === 'ended' ? run : endedRun(run, 'closed', now)),
    exported: ({ state, how, enteredAt, endedAt }) => ({ state, how, enteredAt, endedAt }),
  }),
  owned('journeyTasks', {
    noun: '跟进任务',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'remove',
    exported: null, // what staff remind each other of
  }),
];

const PAGE = 200;

const listPlaces = (store: Pick<Store, 'journeyPlaces'>, memberId: Place['memberId']): Promise<Place[]> =>
  allPages((cursor) =>
    store.journeyPlaces.find({ where: { memberId }, orderBy: '_id', limit: PAGE, cursor }),
  );

async function carryPlaces(store: Store, { keptId, absorbedId }: CarriedMerge, now: Instant): Promise<void> {
  for (const { _id, journeyId } of await listPlaces(store, absorbedId))
    await store.transact(async (transaction) => {
      const absorbed = await transaction.journeyPlaces.get(_id);
      if (!absorbed) return;
      const keptPlace = placeId({ journeyId, memberId: keptId });
      const kept = await transaction.journeyPlaces.get(keptPlace);
      const active = await olderOf(transaction, kept, absorbed, now);
      const times = [kept?.lastEnteredAt ?? null, absorbed.lastEnteredAt].filter((at) => at !== null);
      const lastEnteredAt = times.reduce<Instant | null>((last, at) => (last && last > at ? last : at), null);
      await transaction.journeyPlaces.replace({
        _id: keptPlace,
        journeyId,
        memberId: keptId,
        active,
        lastEnteredAt,
        ways: { ...absorbed.ways, ...kept?.ways },
      });
      // It stays, for whoever is parted again has been in it.
      await transaction.journeyPlaces.update(_id, { active: null });
    });
}

/** Of two runs the older goes on, and the other is ended. */
async function olderOf(
  transaction: TransactionStore,
  kept: Place | null,
  absorbed: Place,
  now: Instant,
): Promise<string | null> {
  if (!kept?.active || !absorbed.active) return kept?.active ?? absorbed.active;
  const [one, other] = [
    await transaction.journeyRuns.get(kept.active),
    await transaction.journeyRuns.get(absorbed.active),
  ];
  if (!one || !other) return one?._id ?? other?._id ?? null;
  const [older, later]: [Run, Run] = one.enteredAt <= other.enteredAt ? [one, other] : [other, one];
  if (later.state !== 'ended') await writeRun(transaction, endedRun(later, 'merged', now));
  return older._id;
}

async function giveBackPlaces(store: Store, { keptId, absorbedId }: CarriedMerge): Promise<void> {
  for (const { _id, journeyId } of await listPlaces(store, absorbedId))
    await store.transact(async (transaction) => {
      const keptPlace = placeId({ journeyId, memberId: keptId });
      const kept = await transaction.journeyPlaces.get(keptPlace);
      if (!kept?.active?.startsWith(`${_id}:`)) return;
      const { active } = kept;
      await transaction.journeyPlaces.update(keptPlace, { active: null });
      await transaction.journeyPlaces.update(_id, { active });
    });
}
