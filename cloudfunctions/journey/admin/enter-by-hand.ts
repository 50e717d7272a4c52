import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import { journeyRefusal } from '../../audience/jobs/journey-refusal';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { verifyOther } from '../../kit/person/verify-other';
import { loadMoving } from '../run/load-moving';
import { beginRun, type Begun, type Cause } from '../trigger/begin-run';
import { readEntered } from '../trigger/read-entered';

/**
 * Members an operator picked enter now, each as its entry rule allows and none who is frozen; the request is the cause, so a repeat lets
 * nobody in twice and counts the same. Each entry is told with its run.
 * @throws TuankaError journey_not_found, journey_not_published, journey_paused, journey_over, own_affair
 */
export async function enterByHand(
  call: WriteCall<'operator'>,
  { journeyId, memberIds }: { journeyId: string; memberIds: readonly MemberId[] },
) {
  const { store, now, requestId } = call;
  const moving = await loadMoving(call);
  const journey = moving.journeys.get(journeyId);
  if (!journey) throw refuse('journey_not_found', journeyId);
  const refusal = journeyRefusal(journey.status);
  if (refusal) throw refuse(refusal, journeyId);
  const picked = [...new Set(memberIds)];
  for (const memberId of picked)
    await store.transact((transaction) => verifyOther(transaction, call, { memberIds: [memberId] }));
  const cause: Cause = {
    id: `hand:${requestId}`,
    at: now,
    byHand: true,
    tell: (transaction, memberId) =>
      recordAudit(transaction, call, {
        action: 'journey.enterByHand',
        subjectId: memberId,
        detail: { journeyId, journey: journey.name },
      }),
  };
  const begun = new Map<Begun, number>();
  for (const memberId of picked) {
    const isIn = await readEntered(store, journeyId, memberId, cause);
    const came = isIn ? 'entered' : await beginRun(moving, journey, memberId, cause);
    begun.set(came, (begun.get(came) ?? 0) + 1);
  }
  return {
    entered: begun.get('entered') ?? 0,
    refused: [...begun].flatMap(([why, members]) => (why === 'entered' ? [] : [{ why, members }])),
  };
}
