import { periodBefore, periodOf } from '../../../contracts/primitives/insight/periods';
import { minuteFrom } from '../../../contracts/primitives/clock/minute-of-day';
import {
  addMs,
  chinaDayNumber,
  DAY_MS,
  endOfChinaDay,
  MINUTE_MS,
  startOfChinaDay,
  startOfChinaYesterday,
  type Instant,
} from '../../../contracts/primitives/time';
import { READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import { lookBehindFacts } from '../../kit/facts/look-behind-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { tellStaff } from '../../kit/outbox/tell-staff';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import { INSIGHT_CONSUMER } from '../fold/keep-figures';
import { rowIdOf } from '../rows/row-key';
import { dailyFigures } from './daily-figures';

type Call = Pick<TimerCall, 'store' | 'now' | 'settings' | 'requestId'>;

/** When the figures of yesterday are told today. */
export const dailyAt = ({ now, settings }: Pick<TimerCall, 'now' | 'settings'>): Instant =>
  addMs(startOfChinaDay(chinaDayNumber(now)), (minuteFrom(settings.figureRules.dailyAt) ?? 0) * MINUTE_MS);

/**
 * Tells every owner who is a member what the shop did yesterday, once, and what fell. Waits until everything that was told of yesterday is counted. What it said is
 * kept, so that a run that ended half way goes on with the same words.
 */
export async function sendDailyFigures(call: Call): Promise<{ dailyFiguresTold: number }> {
  const { store, now } = call;
  const day = startOfChinaYesterday(now);
  if (!isWanted(call) || now < dailyAt(call)) return { dailyFiguresTold: 0 };
  const bucket = periodOf('day', day);
  const known = await store.dailyFigures.get(bucket);
  if (isTold(known) || (!known && !(await isCounted(call, endOfChinaDay(day)))))
    return { dailyFiguresTold: 0 };
  const note = known ?? (await write(call, bucket, day));
  if (note.lines.length > 0)
    await tellStaff(call, 'owner', {
      kind: 'daily_figures',
      cause: `daily-${bucket}`,
      title: `昨日经营 ${bucket}`,
      lines: note.lines,
      page: 'merchant/pages/figures/index',
    });
  await store.dailyFigures.updateIf(bucket, { dueAt: note.dueAt }, { dueAt: null });
  return { dailyFiguresTold: 1 };
}

const isTold = (known: DocumentOf<'dailyFigures'> | null): boolean => known !== null && known.dueAt === null;

const isWanted = ({ settings }: Pick<TimerCall, 'settings'>): boolean => settings.figureRules.daily === 'on';

/** No fact that was written until then waits to be folded. */
async function isCounted(call: Call, until: Instant): Promise<boolean> {
  const { position, earliest } = lookBehindFacts(INSIGHT_CONSUMER);
  const next = await earliest(call, (await position?.(call)) ?? null);
  return next === null || next > addMs(until, READABLE_AFTER_MS);
}

async function write(
  { store, settings, now }: Call,
  bucket: string,
  day: Instant,
): Promise<DocumentOf<'dailyFigures'>> {
  const idOf = (name: string): string => rowIdOf({ grain: 'day', bucket: name, cut: 'all', value: 'all' });
  const before = periodBefore('day', bucket, 7);
  const rows = await store.figures.getMany([idOf(bucket), idOf(before)]);
  const sumsOf = (name: string) => rows.find(({ _id }) => _id === idOf(name))?.sums ?? {};
  const lines = dailyFigures(day, sumsOf(bucket), sumsOf(before), settings.figureRules) ?? [];
  const note = { _id: bucket, lines, dueAt: now };
  try {
    await store.dailyFigures.insert(note);
    return note;
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
  // Another sweep was faster.
  return (await store.dailyFigures.get(bucket)) ?? note;
}

/** When there is something to do: today's time while yesterday is not told, otherwise tomorrow's; switched on again, it is told from the next morning on. */
export async function nextDailyAt(
  call: Pick<TimerCall, 'store' | 'now' | 'settings'>,
): Promise<Instant | null> {
  const at = dailyAt(call);
  const known = await call.store.dailyFigures.get(periodOf('day', startOfChinaYesterday(call.now)));
  return isTold(known) || !isWanted(call) ? addMs(at, DAY_MS) : at;
}
