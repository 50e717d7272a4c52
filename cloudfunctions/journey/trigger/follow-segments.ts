import { segmentKey } from '../../../contracts/audience/segment-values';
import { instant } from '../../../contracts/primitives/time';
import { foldInOrder, READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { loadMoving, planInForce, type Moving } from '../run/load-moving';
import { beginRun } from './begin-run';
import { isSince } from './follow-facts';

/** Names how far journeys have read what was crossed. */
export const JOURNEY_SEGMENT_CONSUMER = 'journey.segments';

type Crossing = DocumentOf<'segmentChanges'>;

/** Whoever entered a segment or left it enters the journeys that begin so; who was in it when its rule was made has crossed nothing. */
export async function followSegments(call: TimerCall): Promise<number> {
  let moving: Promise<Moving> | undefined;
  return foldInOrder(
    call,
    JOURNEY_SEGMENT_CONSUMER,
    {
      readPage: (cursor, limit) =>
        call.store.segmentChanges.find({
          where: { writtenAt: atMost(instant(Math.max(0, call.now - READABLE_AFTER_MS))) },
          orderBy: 'writtenAt',
          limit,
          cursor,
        }),
      placeOf: ({ writtenAt }) => writtenAt,
    },
    async (crossings) => {
      moving ??= loadMoving(call);
      for (const crossing of crossings) if (crossing.why !== 'built') await follow(await moving, crossing);
    },
  );
}

async function follow(moving: Moving, { _id, memberId, key, entered, writtenAt }: Crossing): Promise<void> {
  for (const journey of moving.journeys.values()) {
    if (journey.status !== 'running' || !isSince(journey, writtenAt)) continue;
    const plan = await planInForce(moving, journey);
    if (plan?.trigger.on !== 'segment' || plan.trigger.entered !== entered) continue;
    const segment = await moving.call.store.segments.get(plan.trigger.segmentId);
    const inForce = segment?.current && segmentKey(segment._id, segment.current.version);
    if (inForce === key) await beginRun(moving, journey, memberId, { id: _id, at: writtenAt });
  }
}
