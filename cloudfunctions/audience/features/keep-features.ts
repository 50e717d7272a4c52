import { isMemberId, type MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { FactKind } from '../../kit/facts/fact-kind';
import { foldFacts } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { buildFeatures } from './build-features';
import { refreshFeatures } from './refresh-features';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

/** Names how far the facts are folded. */
export const AUDIENCE_CONSUMER = 'audience';
const PAGE = 100;
const MOST_REDIRECTS = 8;

/** What is told of somebody and changes nothing of their picture. */
const IDLE: readonly FactKind[] = ['claimed', 'invitee_ordered', 'bill_held', 'bill_released'];

/** Features of whom something was told, whose points opened, and of those who have none yet. */
export async function keepFeatures(
  call: Call,
): Promise<{ featuresTold: number; featuresDue: number; featuresBuilt: number }> {
  const { store, now } = call;
  const featuresTold = await foldFacts(call, AUDIENCE_CONSUMER, async (facts) => {
    const told = facts.filter(({ kind }) => !IDLE.includes(kind)).flatMap(concerned);
    await refreshFeatures(store, await withHeirs(store, told), now);
  });
  return { featuresTold, featuresDue: await refreshDue(call), featuresBuilt: await buildFeatures(call) };
}

/** A merge concerns both: what is told of the one belongs to the other from then on, or no longer. */
const concerned = ({ memberId: told, refs: { absorbedId } }: DocumentOf<'facts'>): MemberId[] => [
  told,
  ...(isMemberId(absorbedId) ? [absorbedId] : []),
];

/** With whoever these are by now: what is told of a tombstone is theirs. */
async function withHeirs(store: Store, ids: readonly MemberId[]): Promise<MemberId[]> {
  const all = new Set(ids);
  let asked = [...all];
  for (let step = 0; asked.length > 0 && step < MOST_REDIRECTS; step += 1) {
    const heirs = (await store.members.getMany(asked)).flatMap(({ mergedInto }) => mergedInto ?? []);
    asked = heirs.filter((id) => !all.has(id));
    for (const id of asked) all.add(id);
  }
  return [...all];
}

async function refreshDue({ store, now, outOfTime }: Call): Promise<number> {
  let refreshed = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['features']['find']>> = await store.features.find({
      where: { refreshAt: atMost<Instant | null>(instant(now)) },
      orderBy: 'refreshAt',
      limit: PAGE,
      cursor,
    });
    await refreshFeatures(
      store,
      page.items.map(({ _id }) => _id),
      now,
    );
    refreshed += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== null && !outOfTime());
  return refreshed;
}
