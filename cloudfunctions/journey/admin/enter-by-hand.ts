import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import { isHeardBefore } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { loadMoving } from '../run/load-moving';
import { beginRun, type Begun } from '../trigger/begin-run';

/**
 * Members an operator picked enter now, each as its entry rule allows and none who is frozen; the request is the cause, so a repeat lets nobody in twice.
 * @throws TuankaError journey_not_found, journey_not_published
 */
export async function enterByHand(
  call: WriteCall<'operator'>,
  { journeyId, memberIds }: { journeyId: string; memberIds: readonly MemberId[] },
) {
  const { store, now, requestId } = call;
  const moving = await loadMoving(call);
  const journey = moving.journeys.get(journeyId);
  if (!journey) throw refuse('journey_not_found', journeyId);
  if (journey.status !== 'running') throw refuse('journey_not_published');
  const begun = new Map<Begun, number>();
  const inside: MemberId[] = [];
  for (const memberId of new Set(memberIds)) {
    const came = await beginRun(moving, journey, memberId, {
      id: `hand:${requestId}`,
      at: now,
      byHand: true,
    });
    begun.set(came, (begun.get(came) ?? 0) + 1);
    if (came === 'entered') inside.push(memberId);
  }
  const entered = begun.get('entered') ?? 0;
  const entry = {
    action: 'journey.enterByHand',
    subjectId: journeyId,
    detail: { members: memberIds.length, entered: inside.join(' ') },
  };
  await store.transact(async (transaction) => {
    if (!(await isHeardBefore(transaction, call, entry))) await recordAudit(transaction, call, entry);
  });
  return {
    entered,
    refused: [...begun].flatMap(([why, members]) => (why === 'entered' ? [] : [{ why, members }])),
  };
}
