import {
  addMs,
  chinaDateOf,
  endOfChinaDay,
  HOUR_MS,
  MINUTE_MS,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import { clearAlarm, raiseAlarm } from '../../kit/alarm/raise-alarm';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import type { DocumentOf } from '../../kit/store/schema';
import { differencesOf, recountFeatures } from './recount-features';

type Audit = DocumentOf<'audienceAudits'>;

/** Looked at from a quarter past five in the morning, China time, after points and tiers. */
const STARTS_AFTER_MS = 5.25 * HOUR_MS;
/** By then everything that was told has been heard and folded, also what is told a turn of the sweep late. */
const HEARD_AFTER_MS = 60 * MINUTE_MS;
const MOST_KEPT = 50;
const ABOUT = { kind: 'audience', subject: 'features' } as const;

export const dayOfAudienceAudit = (now: Instant): ChinaDate => chinaDateOf(addMs(now, -STARTS_AFTER_MS));

/** When the next night's work begins. */
export const endOfAudienceDay = (now: Instant): Instant =>
  addMs(endOfChinaDay(addMs(now, -STARTS_AFTER_MS)), STARTS_AFTER_MS);

export function nextAudienceAuditAt(now: Instant, audit: Audit | null): Instant {
  if (!audit || audit.finishedAt === null) return audit?.lookAgainAt ?? now;
  return endOfAudienceDay(now);
}

const firstPiece = (day: string): Audit => ({
  _id: day,
  cursor: null,
  members: 0,
  suspects: [],
  lookAgainAt: null,
  found: [],
  finishedAt: null,
});

/**
 * The nightly check, a piece per minute while there is time. Who differs is looked at again an hour later: who still does, and was not
 * made again meanwhile, is told. Nothing is repaired: whoever wants that has the features made again.
 */
export async function reconcileAudience(call: TimerCall): Promise<{ featureDifferences: number }> {
  const { store, now } = call;
  const day = dayOfAudienceAudit(now);
  const audit = (await store.audienceAudits.get(day)) ?? firstPiece(day);
  if (audit.finishedAt !== null || (audit.lookAgainAt ?? 0) > now) return { featureDifferences: 0 };
  const next = audit.lookAgainAt === null ? await nextPiece(call, audit) : await lookAgain(call, audit);
  if (next.finishedAt !== null && next.found.length === 0) await clearAlarm(call, ABOUT);
  await store.transact(async (transaction) => {
    const stored = (await transaction.audienceAudits.get(day)) ?? firstPiece(day);
    // Another sweep was faster: what it found stays.
    if (stored.cursor !== audit.cursor || stored.lookAgainAt !== audit.lookAgainAt) return;
    await transaction.audienceAudits.replace(next);
  });
  return { featureDifferences: next.found.length };
}

async function nextPiece({ store, now, outOfTime }: TimerCall, audit: Audit): Promise<Audit> {
  const { members, found, cursor } = await recountFeatures(store, now, audit.cursor, outOfTime);
  const suspects = [...audit.suspects, ...found.map(({ memberId, version }) => ({ memberId, version }))];
  return {
    ...audit,
    cursor,
    members: audit.members + members,
    suspects: suspects.slice(0, MOST_KEPT),
    lookAgainAt: cursor === null && suspects.length > 0 ? addMs(now, HEARD_AFTER_MS) : null,
    finishedAt: cursor === null && suspects.length === 0 ? now : null,
  };
}

async function lookAgain(call: TimerCall, audit: Audit): Promise<Audit> {
  const { store, now } = call;
  const versions = new Map(audit.suspects.map(({ memberId, version }) => [memberId, version]));
  const stored = await store.features.getMany([...versions.keys()]);
  const unchanged = stored.filter(({ _id, version }) => versions.get(_id) === version);
  const found = await differencesOf(store, unchanged, now);
  for (const { memberId, what } of found)
    logLine('error', 'features_difference', { memberId, what: what.join(' ') });
  if (found.length > 0)
    await raiseAlarm(call, { ...ABOUT, detail: `${found.length} 位会员的数据与事件不一致`, since: now });
  return { ...audit, found: found.map(({ memberId, what }) => ({ memberId, what })), finishedAt: now };
}
