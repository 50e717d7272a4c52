import { chinaDateOf, instant, startOfChinaDate, type Instant } from '../../../contracts/primitives/time';
import { clearAlarm, raiseAlarm } from '../../kit/alarm/raise-alarm';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import { atLeast, atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { START } from '../fold/position';
import { clearRecount, compareRows, findMissing } from './compare-rows';
import { countAgain } from './count-again';
import { startOfChecked, type Checked } from './checked-time';
import { checkIdOf, nightlyChecks } from './nightly-checks';

type Check = DocumentOf<'figureChecks'>;
type Reading = Pick<Store, 'figureStates' | 'facts'>;

/** What differs once may have been added to between two looks; what differs twice is wrong. */
const ROUNDS = 2;

/**
 * Counts what ended, and whatever was asked for, again from the facts and compares: a part of the sweep, a piece at a time. Two at once
 * do each piece once; what is folded meanwhile is passed over, so that figures never wait for their check.
 */
export async function verifyFigures(call: TimerCall): Promise<{ figuresDiffering: number }> {
  const { store, now } = call;
  for (const checked of nightlyChecks(now)) await openCheck(store, checked, now);
  let figuresDiffering = 0;
  while (!call.outOfTime()) {
    const { items } = await store.figureChecks.find({
      where: { dueAt: atMost(now) },
      orderBy: 'dueAt',
      limit: 1,
      cursor: null,
    });
    const [check] = items;
    if (!check) break;
    const after = await afterPiece(store, check, now);
    if (after.step === 'done') await tell(call, after);
    const { _id, ...kept } = after;
    // Another sweep was faster: what it wrote is the same.
    if (!(await store.figureChecks.updateIf(_id, { piece: check.piece }, kept))) continue;
    figuresDiffering += after.step === 'done' ? after.differing : 0;
  }
  return { figuresDiffering };
}

/** A check as it begins. @param piece greater than all it had before */
export async function newCheck(
  store: Reading,
  { grain, bucket }: Checked,
  { now, piece, repair }: { now: Instant; piece: number; repair: boolean },
): Promise<Check> {
  return {
    _id: checkIdOf({ grain, bucket }),
    grain,
    bucket,
    repair,
    askedAt: now,
    finishedAt: null,
    dueAt: now,
    ...(await newRound(store, { grain, bucket }, piece, now)),
    round: 1,
  };
}

async function newRound(store: Reading, checked: Checked, piece: number, now: Instant) {
  return {
    step: 'counting' as const,
    piece,
    roundFrom: piece,
    position: (await store.figureStates.get('state'))?.foldedTo ?? START,
    day: startOfChecked(checked) ?? (await firstDay(store)) ?? now,
    cursor: null,
    facts: 0,
    people: 0,
    rows: 0,
    moved: 0,
    differing: 0,
    repaired: 0,
    found: [],
  };
}

/** The day of the first thing that ever happened; null: nothing did. */
async function firstDay(store: Reading): Promise<Instant | null> {
  const day = atLeast(chinaDateOf(instant(0)));
  const { items } = await store.facts.find({ where: { day }, orderBy: 'day', limit: 1, cursor: null });
  return items[0] ? startOfChinaDate(items[0].day) : null;
}

async function openCheck(store: Store, checked: Checked, now: Instant): Promise<void> {
  if (await store.figureChecks.get(checkIdOf(checked))) return;
  try {
    await store.figureChecks.insert(await newCheck(store, checked, { now, piece: 1, repair: false }));
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
}

async function afterPiece(store: Store, check: Check, now: Instant): Promise<Check> {
  const after = { ...check, ...(await workOn(store, check)), piece: check.piece + 1 };
  if (after.step !== 'done') return after;
  if (after.differing === 0 || after.round >= ROUNDS) return { ...after, finishedAt: now, dueAt: null };
  return { ...after, ...(await newRound(store, check, after.piece, now)), round: after.round + 1 };
}

function workOn(store: Store, check: Check): Promise<Partial<Check>> | Check {
  switch (check.step) {
    case 'counting':
      return countAgain(store, check);
    case 'comparing':
      return compareRows(store, check);
    case 'missing':
      return findMissing(store, check);
    case 'clearing':
      return clearRecount(store, check);
    case 'done':
      return check;
  }
}

/** In front of what differs. */
function timeText({ grain, bucket }: Checked): string {
  if (grain === 'ever') return '全部历史';
  return grain === 'cohort' ? `${bucket} 开始的会员` : `${bucket} `;
}

async function tell(call: TimerCall, { _id, grain, bucket, differing, repaired }: Check): Promise<void> {
  const about = { kind: 'figures', subject: _id } as const;
  if (differing > 0) logLine('error', 'figures_difference', { id: _id, differing, repaired });
  if (differing === repaired) await clearAlarm(call, about);
  else
    await raiseAlarm(call, {
      ...about,
      detail: `${timeText({ grain, bucket })}有 ${differing - repaired} 行经营数据与事件不一致`,
      since: call.now,
    });
}
