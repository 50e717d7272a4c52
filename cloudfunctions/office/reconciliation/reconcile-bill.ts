import * as z from 'zod';
import { TuankaError } from '../../../contracts/errors';
import {
  addMs,
  chinaDateOf,
  chinaDayNumber,
  HOUR_MS,
  MINUTE_MS,
  startOfChinaDate,
  startOfChinaDay,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import { chinaDate } from '../../../contracts/values';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import type { DocumentOf } from '../../kit/store/schema';
import type { PayClient } from '../../kit/wechat/pay-client';
import { PayRefused, WechatUnreachable } from '../../kit/wechat/wechat-error';
import { BILL_START, billPlace, compareBill } from '../../payment/bill/compare-bill';
import { readTradeBill, type TradeBill } from '../../payment/bill/trade-bill';
import { lastBilledDay } from './due-again';
import { finding, type Slice } from './slice';

type Comparing = Pick<TimerCall, 'store' | 'now'> & {
  settings: { wechat: Pick<TimerCall['settings']['wechat'], 'appId'> };
};
type Asked = Pick<PayClient, 'tradeBill' | 'queryRefund'>;
type Days = NonNullable<DocumentOf<'reconciliations'>['bills']>;

/** WeChat has three months of them. */
const KEPT_DAYS = 80;
/** Of days that differed so many are compared again; longer ones are left to whoever looks into them. */
const MOST_DIFFERING = 31;
const ASKED_AGAIN_MS = 30 * MINUTE_MS;
/** A bill that cannot be had for so long is told. */
const PATIENCE_MS = 12 * HOUR_MS;

/** What is left of a run: the days, the first being at hand, and where in it. */
const placeSchema = z.object({
  days: z.array(chinaDate),
  differing: z.array(chinaDate),
  /** Whether the day at hand differed in a slice before. */
  differs: z.boolean(),
  at: billPlace,
  /** Of how many lines its bill was; null: not begun. */
  lines: z.int().nullable(),
});
type Place = z.output<typeof placeSchema>;
const NEW_DAY = { differs: false, at: BILL_START, lines: null };

/**
 * WeChat's trade bills line by line against the payments and refunds of the book: those of every day since the last one that
 * was compared, and again of days that differed. One download serves a whole run of the sweep.
 */
export function reconcileBill(pay: Asked) {
  let held: { day: ChinaDate; bill: TradeBill | null } | undefined;
  const billOf = async (day: ChinaDate): Promise<TradeBill | null> => {
    if (held?.day !== day) held = { day, bill: readTradeBill(await pay.tradeBill(day)) };
    return held.bill;
  };

  return async (call: Comparing, text: string | null): Promise<Slice> => {
    const run = await call.store.reconciliations.get('bill');
    const place =
      text === null ? beginning(run?.bills ?? null, call.now) : placeSchema.parse(JSON.parse(text));
    const [day] = place.days;
    if (day === undefined) return { looked: 0, found: [], place: null };
    try {
      return await compareDay({ ...call, pay }, place, day, await billOf(day));
    } catch (error) {
      return withoutBill(error, { call, place, day, since: run?.begunAt ?? call.now });
    }
  };
}

async function compareDay(
  { store, settings, pay }: Comparing & { pay: Asked },
  place: Place,
  day: ChinaDate,
  bill: TradeBill | null,
): Promise<Slice> {
  if (!bill?.isWhole) return dayOver(place, day, [`${dayText(day)}的微信账单不完整，没有核对`]);
  const lines = bill.lines.length;
  // Another bill than the slice before had: from its start.
  const from = place.lines === null || place.lines === lines ? place.at : BILL_START;
  const { appId } = settings.wechat;
  const { looked, found, next } = await compareBill({ store, pay, appId }, bill, day, from);
  const findings = found.map(({ text, orderId }) => finding(`${dayText(day)}：${text}`, { orderId }));
  const differs = place.differs || findings.length > 0;
  if (next === null) return { ...dayOver({ ...place, differs }, day, []), looked, found: findings };
  return { looked, found: findings, place: JSON.stringify({ ...place, differs, at: next, lines }) };
}

/** The day is over, and the run with the last one. */
function dayOver(place: Place, day: ChinaDate, troubles: string[]): Slice {
  const differs = place.differs || troubles.length > 0;
  const differing = differs ? [...place.differing, day] : place.differing;
  const days = place.days.slice(1);
  const found = troubles.map((text) => finding(text));
  if (days.length > 0)
    return { looked: 0, found, place: JSON.stringify({ ...NEW_DAY, days, differing } satisfies Place) };
  return { looked: 0, found, place: null, bills: { upTo: day, differing: differing.slice(-MOST_DIFFERING) } };
}

/** No bill for now is asked for again; one that is refused, or late for half a day, is a difference of its own. */
function withoutBill(
  error: unknown,
  { call, place, day, since }: { call: Comparing; place: Place; day: ChinaDate; since: Instant },
): Slice {
  // Without WeChat Pay there is nothing to compare, and nothing was.
  if (error instanceof TuankaError && error.code === 'payment_not_configured')
    return { looked: 0, found: [], place: null };
  const code = error instanceof PayRefused ? error.code : null;
  if (code === null && !(error instanceof WechatUnreachable)) throw error;
  logLine('warn', 'trade_bill_missing', { what: day, detail: code ?? 'no answer' });
  if (code !== null) return dayOver(place, day, [`${dayText(day)}的微信账单下载不到：${code}`]);
  if (call.now >= addMs(since, PATIENCE_MS))
    return dayOver(place, day, [`${dayText(day)}的微信账单一直下载不到`]);
  return { looked: 0, found: [], place: JSON.stringify(place), again: addMs(call.now, ASKED_AGAIN_MS) };
}

function beginning(known: Days | null, now: Instant): Place {
  const last = lastBilledDay(now);
  const earliest = last - KEPT_DAYS;
  const before = known && dayNumber(known.upTo);
  const first = before === null ? last : Math.min(last, Math.max(earliest, before + 1));
  const again = (known?.differing ?? []).map(dayNumber).filter((day) => day >= earliest && day < first);
  const days = [...again, ...Array.from({ length: last - first + 1 }, (_, n) => first + n)];
  return { ...NEW_DAY, days: days.map((day) => chinaDateOf(startOfChinaDay(day))), differing: [] };
}

const dayNumber = (day: ChinaDate): number => {
  const start = startOfChinaDate(day);
  return start === null ? 0 : chinaDayNumber(start);
};

const dayText = (day: ChinaDate): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
