import { fen } from '../../contracts/primitives/fen';
import { figureText } from '../../contracts/primitives/insight/figure-text';
import { figureOf, type FigureKey } from '../../contracts/primitives/insight/figures';
import type { Sums } from '../../contracts/primitives/insight/measures';
import type { OrderId } from '../../contracts/primitives/ids';
import { chinaDateOf, instant, startOfChinaDate, type Instant } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { untilTold } from '../../tests/stage/audience/told-life';
import { join, personOf } from '../../tests/stage/identity-stage';
import { order, pass, refundAll } from '../../tests/stage/invite-stage';
import { billOf } from '../../tests/stage/payment-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const chinaInstant = (text: string): Instant => instant(Date.parse(`${text}+08:00`));
const shown = (sums: Sums, ...keys: FigureKey[]): string =>
  keys
    .map((key) => `${figureOf(key).name} ${figureText(figureOf(key).unit, figureOf(key).of(sums))}`)
    .join('，');

/** Facts → sums that are kept → figures, exact under refunds and at the ends of months (operations.md, section 6). */
export async function tellInsight(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：五单退一单 → 跨月退款 → 按门店看 → 留存 → 有人动了数字，早上就发现');
  let people = 0;
  const buy: Buy = async (amountFen) => {
    people += 1;
    const phone = personOf(cloud, `oStory-${people}`);
    const orderId = await order(cloud, phone, amountFen);
    await join(phone);
    return orderId;
  };
  const he = phoneOf(cloud, 'operator-he');
  const read = async (period: 'day' | 'month', at: Instant): Promise<Sums> => {
    const range = { period, until: chinaDateOf(at), count: 1 };
    const asked = { range, cut: 'all' as const, value: 'all', compare: 'none' as const };
    return (await he.insight.readSeries(asked)).points[0]?.sums ?? {};
  };
  await tellDay(story, cloud, buy, read);
  await tellMonths(story, cloud, buy, read);

  const { rows } = await he.insight.readBreakdown({ period: 'ever', day: null, cut: 'store', cursor: null });
  const stores = rows.map(({ label, sums }) => `${label}：${shown(sums, 'netFen', 'buyers')}`);
  story.step('运营小何', '按门店看到现在为止', ...stores);
  story.expect('six of seven kept an order', [rows[0]?.sums.orders, rows[0]?.sums.buyers], [7, 6]);
  const { cohorts } = await he.insight.readCohorts({ until: '2027-07' });
  const told = cohorts
    .filter(({ began }) => began > 0)
    .map(({ month, began, months }) => ({ month, began, netFen: months.map(({ netFen }) => netFen) }));
  story.step(
    '运营小何',
    '看每月首单的人后来买了多少',
    ...told.map(
      ({ month, began, netFen }) =>
        `${month}：${began} 人，${netFen.map((fen) => figureText('fen', fen)).join(' ')}`,
    ),
  );
  story.expect('who gave everything back began nothing', told, [
    { month: '2026-11', began: 4, netFen: [8000, 0, 0, 0, 0, 0, 0, 0, 0] },
    { month: '2027-06', began: 1, netFen: [5000, -3000] },
    { month: '2027-07', began: 1, netFen: [1500] },
  ]);
  await tellCheck(story, cloud);
}

type Read = (period: 'day' | 'month', at: Instant) => Promise<Sums>;
/** A bill is paid, then the payer joins: what members save takes nothing off. */
type Buy = (amountFen: number) => Promise<OrderId>;

async function tellDay(story: Storyteller, cloud: LocalCloud, buy: Buy, read: Read): Promise<void> {
  const today = instant(cloud.clock.now());
  const orders: OrderId[] = [];
  for (let n = 0; n < 5; n += 1) orders.push(await buy(2000));
  const [first] = orders;
  if (!first) throw new Error('no order');
  await refundAll(cloud, first);
  await cloud.wechat.pay.deliverDue();
  await untilTold(cloud);
  const day = await read('day', today);
  story.step(
    '五位新会员',
    '各付一单 20 元，一位全退',
    shown(day, 'grossFen', 'refundFen', 'netFen', 'keptOrders', 'buyers'),
  );
  story.expect(
    '10000 less 2000',
    [day.grossFen, day.refundFen, figureOf('netFen').of(day)],
    [10_000, 2000, 8000],
  );
  await phoneOf(cloud, 'clerk-zhou').payment.cancel({ orderId: await billOf(cloud, 9900) });
  await untilTold(cloud);
  story.step('店员小周', '取消一张没付的账单');
  story.expect('changes nothing', await read('day', today), day);
}

async function tellMonths(story: Storyteller, cloud: LocalCloud, buy: Buy, read: Read): Promise<void> {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const at = (text: string) => pass(cloud, chinaInstant(text) - cloud.clock.now());
  await at('2027-06-20T12:00:00');
  const orderId = await buy(10_000);
  for (const [when, amountFen] of [
    ['2027-06-30T23:59:59', 5000],
    ['2027-07-01T00:00:00', 3000],
  ] as const) {
    await at(when);
    await clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '少了一份' });
    await cloud.wechat.pay.deliverDue();
  }
  await at('2027-07-01T07:59:00');
  await buy(1500);
  await untilTold(cloud);
  const [june, july] = [
    await read('month', chinaInstant('2027-06-30T12:00:00')),
    await read('month', chinaInstant('2027-07-01T12:00:00')),
  ];
  story.step(
    '店员小周',
    '6 月的单，6 月 30 日 23:59:59 退 50 元，7 月 1 日零点退 30 元；7 点 59 分又付一单 15 元',
    `6 月：${shown(june, 'grossFen', 'refundFen', 'netFen')}`,
    `7 月：${shown(july, 'grossFen', 'refundFen', 'netFen')}`,
  );
  story.expect('each refund in its month', [june.refundFen, july.refundFen], [5000, 3000]);
  story.expect('China’s July begins at midnight there', [june.grossFen, july.grossFen], [10_000, 1500]);
}

async function tellCheck(story: Storyteller, cloud: LocalCloud): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const environment = cloud.database.environment(cloud.env);
  const bucket = chinaDateOf(instant(cloud.clock.now()));
  await environment.update('figures', {
    filter: { _id: `day:${bucket}:all:all` },
    modifier: { $set: { 'sums.grossFen': 1 } },
    multi: false,
  });
  await pass(cloud, (startOfChinaDate(bucket) ?? 0) + 30 * 3_600_000 - cloud.clock.now());
  await untilTold(cloud);
  const find = async () =>
    (await he.insight.listChecks({ cursor: null })).checks.find(
      (check) => check.period === 'day' && check.bucket === bucket,
    );
  const found = await find();
  story.step('早上', '系统把昨天重算一遍', `${found?.differing} 行不对`);
  story.expect('finds it and repairs nothing', [found?.differing, found?.repaired], [1, 0]);
  const day = chinaDateOf(instant(cloud.clock.now() - 86_400_000));
  await he.insight.beginCheck({ period: 'day', day, repair: true });
  await untilTold(cloud);
  const repaired = await find();
  story.step('运营小何', '让系统改正', `${repaired?.repaired} 行已改正`);
  story.expect('as facts have it', repaired?.repaired, 1);
}
