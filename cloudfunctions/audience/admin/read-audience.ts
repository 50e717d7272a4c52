import type { ReadCall } from '../../kit/host/call';
import { dayOfAudienceAudit } from '../clock/reconcile-audience';

/** How many members have been given a number, how far features are made again, and what the night found. */
export async function readAudience({ store, now }: ReadCall<'operator'>) {
  const [state, audit] = await Promise.all([
    store.audienceStates.get('state'),
    store.audienceAudits.get(dayOfAudienceAudit(now)),
  ]);
  const { done = 0, changed = 0, startedAt = now, finishedAt = null } = state?.build ?? {};
  return {
    numbers: state?.members ?? 0,
    build: { done, changed, startedAt, finishedAt },
    audit: audit && { members: audit.members, found: audit.found.length, finishedAt: audit.finishedAt },
    now,
  };
}
