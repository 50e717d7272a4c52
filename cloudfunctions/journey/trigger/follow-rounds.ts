import { loadSet } from '../../audience/sets/load-set';
import { chunkOf, numbersIn } from '../../audience/bitmaps/bits';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost, oneOf } from '../../kit/store/query/condition';
import { nextRound } from './round';
import { loadMoving, planInForce, type Journey, type Moving } from '../run/load-moving';
import { beginRun } from './begin-run';

const PAGE = 100;

/**
 * At its time whoever is in the segment of a journey enters it, page by page: where a round stands is kept, and the round is the cause, so that a repeat lets nobody in twice.
 * @returns how many were looked at
 */
export async function followRounds(call: TimerCall): Promise<number> {
  const { items } = await call.store.journeys.find({
    where: { nextRoundAt: atMost<Instant | null>(call.now) },
    orderBy: 'nextRoundAt',
    limit: PAGE,
  });
  if (items.length === 0) return 0;
  const moving = await loadMoving(call);
  let looked = 0;
  for (const journey of items) looked += await goRound(moving, journey);
  return looked;
}

async function goRound(moving: Moving, journey: Journey): Promise<number> {
  const { store, now, outOfTime } = moving.call;
  const { nextRoundAt: at, status } = journey;
  const plan = status === 'running' ? await planInForce(moving, journey) : null;
  const trigger = plan?.trigger;
  if (at === null || trigger?.on !== 'schedule') {
    await store.journeys.updateIf(journey._id, { nextRoundAt: at }, { nextRoundAt: null, roundFrom: 0 });
    return 0;
  }
  const numbers = await numbersOf(moving, trigger.segmentId, journey.roundFrom);
  let looked = 0;
  for (let from = 0; from < numbers.length; from += PAGE) {
    if (outOfTime()) return looked;
    const page = numbers.slice(from, from + PAGE);
    const { items } = await store.features.find({ where: { seq: oneOf(page) }, orderBy: 'seq', limit: PAGE });
    const cause = { id: `round:${at}`, at };
    for (const { _id } of items) await beginRun(moving, journey, _id, cause);
    looked += page.length;
    const roundFrom = (page.at(-1) ?? 0) + 1;
    await store.journeys.updateIf(journey._id, { nextRoundAt: at }, { roundFrom });
  }
  const next = nextRound(trigger, instant(Math.max(at, now)));
  await store.journeys.updateIf(journey._id, { nextRoundAt: at }, { nextRoundAt: next, roundFrom: 0 });
  return looked;
}

/** The numbers of a segment's members from one on, as they were last counted; of a segment that is gone or never was counted, none. */
async function numbersOf({ call: { store } }: Moving, segmentId: string, from: number): Promise<number[]> {
  const segment = await store.segments.get(segmentId);
  if (!segment?.current) return [];
  const { chunks, bitsOf } = await loadSet(store, { segment: segmentId });
  const numbers: number[] = [];
  for (let chunk = chunkOf(from); chunk < chunks; chunk += 1)
    for (const number of numbersIn(await bitsOf(chunk), chunk)) if (number >= from) numbers.push(number);
  return numbers;
}
