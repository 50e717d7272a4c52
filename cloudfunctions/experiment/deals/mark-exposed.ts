import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { dealId } from './decide-deal';

/** Somebody came to what is tried; the first time counts. */
export async function markExposed(
  transaction: Pick<TransactionStore, 'experimentDeals'>,
  { experimentId, memberId }: { experimentId: string; memberId: MemberId },
  now: Instant,
): Promise<void> {
  const deal = await transaction.experimentDeals.get(dealId(experimentId, memberId));
  if (deal?.standing !== 'own' || deal.exposedAt !== null) return;
  await transaction.experimentDeals.update(deal._id, {
    exposedAt: now,
    dueAt: now,
    revision: deal.revision + 1,
  });
}
