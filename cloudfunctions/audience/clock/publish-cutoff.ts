import type { Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { loadSample } from '../features/load-sample';
import { isWorthPublishing, publishedCutoff, spentInYear, topCutoff, topRule } from '../rules/top-cutoff';
import { readTotal, withNext } from '../segments/build-segments';
import { dayOfAudienceAudit, endOfAudienceDay } from './reconcile-audience';

export const TOP_SPENDERS = 'seg_top-spenders';

type State = DocumentOf<'audienceStates'>;

/** When the next cut-off is due; null: there is nobody yet. */
export const nextCutoffAt = (now: Instant, state: State | null): Instant | null => {
  if (state === null) return null;
  return state.cutoffDay === dayOfAudienceAudit(now) ? endOfAudienceDay(now) : now;
};

/**
 * Once a night: what the tenth who spent most in a year spent at least becomes the rule of their segment, where it moved enough. Of a large shop
 * it is the cut-off of a sample. An operator who wrote another rule keeps it.
 */
export async function publishCutoff({
  store,
  now,
}: Pick<TimerCall, 'store' | 'now'>): Promise<{ cutoffsPublished: number }> {
  const state = await store.audienceStates.get('state');
  const dueAt = nextCutoffAt(now, state);
  if (dueAt === null || dueAt > now) return { cutoffsPublished: 0 };
  const { sample } = await loadSample(store);
  const cutoff = topCutoff(sample.flatMap(({ of }) => (of === null ? [] : [spentInYear(of, now)])));
  const isPublished = await store.transact(async (transaction) => {
    const stored = await transaction.audienceStates.get('state');
    if (!stored || stored.cutoffDay === dayOfAudienceAudit(now)) return false;
    await transaction.audienceStates.replace({ ...stored, cutoffDay: dayOfAudienceAudit(now) });
    return cutoff !== null && (await saveCutoff(transaction, cutoff, now));
  });
  return { cutoffsPublished: isPublished ? 1 : 0 };
}

async function saveCutoff(transaction: TransactionStore, cutoff: number, now: Instant): Promise<boolean> {
  const known = await transaction.segments.get(TOP_SPENDERS);
  const rule = (known?.next ?? known?.current)?.rule;
  if (rule) {
    const before = publishedCutoff(rule);
    if (before === null || !isWorthPublishing(before, cutoff)) return false;
  }
  const fresh = {
    _id: TOP_SPENDERS,
    name: '年消费前 10%',
    builtIn: true,
    versions: 0,
    current: null,
    next: null,
    dropping: [],
    dueAt: null,
  };
  const total = await readTotal(transaction);
  await transaction.segments.replace(
    withNext({ ...(known ?? fresh), savedAt: now }, topRule(cutoff), total, now),
  );
  return true;
}
