import type { Instant } from '../../../contracts/primitives/time';
import { logLine } from '../log/log-line';
import { Duplicate } from '../store/store-error';
import type { Store } from '../store/store';

/** What only people can put right. */
export interface Alarm {
  /** What is wrong, one name for each thing that can be. */
  kind: string;
  /** Where: an account, a document's id. */
  subject: string;
  detail: string;
}

const idOf = ({ kind, subject }: Pick<Alarm, 'kind' | 'subject'>): string => `${kind}:${subject}`;

/** Tells of it once, in `alarms` and in the log, however often it is found while it lasts. One database call when it is known. */
export async function raiseAlarm(
  { alarms }: Pick<Store, 'alarms'>,
  alarm: Alarm,
  now: Instant,
): Promise<void> {
  const _id = idOf(alarm);
  const known = await alarms.get(_id);
  if (known !== null && known.closedAt === null) return;
  const opened = { ...alarm, openedAt: now, closedAt: null };
  const isOurs =
    known === null
      ? await alarms.insert({ _id, ...opened }).then(() => true, ignoreDuplicate)
      : await alarms.updateIf(_id, { closedAt: known.closedAt }, opened);
  if (isOurs) logLine('error', 'alarm', { kind: alarm.kind, id: alarm.subject, detail: alarm.detail });
}

/** It is in order again; nothing when it was. */
export async function closeAlarm(
  { alarms }: Pick<Store, 'alarms'>,
  alarm: Pick<Alarm, 'kind' | 'subject'>,
  now: Instant,
): Promise<void> {
  const isOurs = await alarms.updateIf(idOf(alarm), { closedAt: null }, { closedAt: now });
  if (isOurs) logLine('info', 'alarm_closed', { kind: alarm.kind, id: alarm.subject });
}

function ignoreDuplicate(error: unknown): false {
  if (!(error instanceof Duplicate)) throw error;
  return false;
}
