import { HELD_OUT } from '../../../contracts/experiment/experiment-values';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { dealt } from '../rules/assignment';

export type Experiment = DocumentOf<'experiments'>;
export type Deal = DocumentOf<'experimentDeals'>;

interface Eligible {
  memberId: MemberId;
  now: Instant;
}

export const dealId = (experimentId: string, memberId: MemberId): string => `${experimentId}:${memberId}`;

export const isHeldOut = (arm: string): boolean => HELD_OUT.some((one) => one === arm);

/**
 * What somebody is dealt who is eligible now: written down the first time, and the same ever after. Null: nothing is tried with anybody any more.
 */
export async function decideDeal(
  transaction: Pick<TransactionStore, 'experiments' | 'experimentDeals'>,
  experimentId: string,
  { memberId, now }: Eligible,
): Promise<{ arm: string; node: string | null } | null> {
  const experiment = await transaction.experiments.get(experimentId);
  if (experiment?.state !== 'running') return null;
  const stored = await transaction.experimentDeals.get(dealId(experimentId, memberId));
  const { node } = experiment.of;
  if (stored?.standing === 'own') return { arm: stored.arm, node };
  const { arms, holdout, quarter, _id: salt } = experiment;
  const got = dealt({ salt, quarter, holdout, arms }, memberId, null);
  const arm = 'arm' in got ? got.arm : got.heldOut === 'quarter' ? 'quarter' : 'holdout';
  await transaction.experimentDeals.replace({
    _id: dealId(experimentId, memberId),
    experimentId,
    memberId,
    arm,
    dealtAt: now,
    // A whole journey is come to by entering it.
    exposedAt: node === null && !isHeldOut(arm) ? now : null,
    isLate: now >= experiment.enrolUntil,
    standing: 'own',
    from: null,
    rivals: [],
    counted: stored?.counted ?? null,
    dueAt: now,
    revision: (stored?.revision ?? -1) + 1,
  });
  return { arm, node };
}
