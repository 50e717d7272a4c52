import { journeyFacts, type JourneyFact, type JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { AUDIENCE_CONSUMER } from '../../audience/features/keep-features';
import { foldInOrder, READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { decodeCursor } from '../../kit/store/query/page';
import { atMost, oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { loadMoving, planInForce, type Journey, type Moving } from '../run/load-moving';
import { beginRun } from './begin-run';

/** Names how far journeys have heard. */
export const JOURNEY_CONSUMER = 'journey';
type Fact = DocumentOf<'facts'>;
type Running = readonly { journey: Journey; plan: JourneyPlan }[];

const isJourneyFact = (kind: string): kind is JourneyFact => journeyFacts.some((one) => one === kind);

/**
 * Whoever something happened to enters what waits for it, and a run that listens is woken; what it comes to is decided when it moves. A fact is heard after the
 * audience has heard it: filters and conditions ask of somebody as they are by then.
 * @returns how many facts were looked at
 */
export async function followFacts(call: TimerCall): Promise<number> {
  const upTo = await heardUpTo(call);
  if (upTo === null) return 0;
  let moving: Promise<Moving> | undefined;
  return foldInOrder(
    call,
    JOURNEY_CONSUMER,
    {
      readPage: (cursor, limit) =>
        call.store.facts.find({ where: { writtenAt: atMost(upTo) }, orderBy: 'writtenAt', limit, cursor }),
      placeOf: ({ writtenAt }) => writtenAt,
    },
    async (facts) => {
      moving ??= loadMoving(call);
      await hear(
        await moving,
        facts.filter(({ kind }) => isJourneyFact(kind)),
      );
    },
  );
}

async function heardUpTo({ store, now }: Pick<TimerCall, 'store' | 'now'>): Promise<Instant | null> {
  const audience = (await store.factCursors.get(AUDIENCE_CONSUMER))?.position ?? null;
  if (audience === null) return null;
  return instant(Math.min(Number(decodeCursor(audience).value), Math.max(0, now - READABLE_AFTER_MS)));
}

async function hear(moving: Moving, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0 || moving.journeys.size === 0) return;
  const running: { journey: Journey; plan: JourneyPlan }[] = [];
  for (const journey of moving.journeys.values()) {
    const plan = journey.status === 'running' ? await planInForce(moving, journey) : null;
    if (plan) running.push({ journey, plan });
  }
  await wakeListening(moving, facts);
  for (const fact of facts) await enterAll(moving, running, fact);
}

async function enterAll(moving: Moving, running: Running, fact: Fact): Promise<void> {
  for (const { journey, plan } of running)
    if (plan.trigger.on === 'fact' && plan.trigger.fact === fact.kind && isSince(journey, fact.writtenAt))
      await beginRun(moving, journey, fact.memberId, { id: fact._id, at: fact.at });
}

/** What was told before it was started makes nobody enter. */
export const isSince = ({ startedAt }: Journey, at: Instant): boolean =>
  startedAt !== null && at >= startedAt;

const PAGE = 500;

/** Runs of whom something happened to that they listen for, or that are to come to it. */
async function wakeListening({ call, journeys, versionsOf }: Moving, facts: readonly Fact[]): Promise<void> {
  const { store, now } = call;
  const kinds = new Map<MemberId, Set<string>>();
  for (const { memberId, kind } of facts) kinds.set(memberId, (kinds.get(memberId) ?? new Set()).add(kind));
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.journeyRuns.find>> = await store.journeyRuns.find({
      where: { memberId: oneOf([...kinds.keys()]), state: 'active' },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    });
    for (const run of page.items) {
      const heard = kinds.get(run.memberId) ?? new Set<string>();
      const plan = (await versionsOf(run.journeyId)).find(({ version }) => version === run.version)?.plan;
      const listens = [run.listensFor, plan?.goal?.fact].some((kind) => kind && heard.has(kind));
      const isAsleep = run.wakeAt !== null && run.wakeAt > now;
      if (!listens || !isAsleep || !journeys.has(run.journeyId)) continue;
      const isAsRead = { revision: run.revision, state: 'active' } as const;
      await store.journeyRuns.updateIf(run._id, isAsRead, { wakeAt: now, revision: run.revision + 1 });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}
