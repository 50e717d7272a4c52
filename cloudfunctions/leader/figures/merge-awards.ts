import type { Instant } from '../../../contracts/primitives/time';
import { owned, type CarriedMerge } from '../../kit/ownership/owned';
import type { Store } from '../../kit/store/store';
import { applicationIdOf } from '../office/application';
import { listAwards, readAwards } from './list-awards';
import { partAwards } from '../team/part-awards';
import { mergeAwards, separateAwards } from './merged-awards';

/** Everybody the person was known as, while the merge stands. */
async function carry(store: Store, { _id: mergeId, keptId }: CarriedMerge, now: Instant): Promise<void> {
  const kept = await store.members.get(keptId);
  if (!kept) return;
  const ids = await listAwards(store, [keptId, ...kept.absorbed]);
  if (ids.length === 0) return;
  await store.transact(async (transaction) => {
    const merge = await transaction.merges.get(mergeId);
    if (merge?.status !== 'running' && merge?.status !== 'done') return;
    const { changed, added } = mergeAwards(await readAwards(transaction, ids), mergeId, now);
    for (const { _id, ...patch } of changed) await transaction.leaderAwards.update(_id, patch);
    await transaction.leaderAwards.insert(...added);
  });
}

async function giveBack(store: Store, { _id: mergeId, keptId, absorbedId }: CarriedMerge): Promise<void> {
  const members = await store.members.getMany([keptId, absorbedId]);
  const ids = await listAwards(
    store,
    members.flatMap(({ _id, absorbed }) => [_id, ...absorbed]),
  );
  await store.transact(async (transaction) => {
    const awards = await readAwards(transaction, ids);
    for (const { _id, ...patch } of separateAwards(awards, mergeId))
      await transaction.leaderAwards.update(_id, patch);
  });
  await partAwards(store, { mergeId, members, ids });
}

export const ownedLeaderAwards = [
  owned('leaderAwards', {
    noun: '团长业绩记录',
    field: 'memberId',
    // The journal names whom it was about then; what a merge doubles is void.
    onMerge: { carry, giveBack },
    onClose: 'keep',
    exported: null,
  }),
  owned('leaderHolds', {
    noun: '待核实的团长业绩',
    field: 'memberId',
    // Found under every account of the person; it names the awards, which stay too.
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ state, heldAt }) => ({ state, heldAt }),
  }),
  owned('leaderApplications', {
    noun: '团长申请',
    field: 'memberId',
    // One person has one application: the kept member's, or the one that was approved.
    onMerge: {
      idFor: (_application, keptId) => applicationIdOf(keptId),
      combine: (kept, absorbed, keptId) =>
        kept && (kept.status === 'approved' || absorbed.status !== 'approved')
          ? kept
          : { ...absorbed, _id: applicationIdOf(keptId), memberId: keptId },
      separate: (kept) => kept,
    },
    onClose: 'remove',
    exported: ({ name, groupName, status, appliedAt }) => ({ name, groupName, status, appliedAt }),
  }),
];
