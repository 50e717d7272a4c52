import { isOpenId, type OpenId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { advance, fulfillmentOf, retryMs, shippingDue, type Shipping, type ShippingNews } from './shipping';

const OPENID: OpenId = (() => {
  const id = 'oLin-1';
  if (!isOpenId(id)) throw new Error(id);
  return id;
})();
const PAID = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const RULES = { askAfterMs: 50 * HOUR_MS, latestAfterMs: 15 * DAY_MS };
const due = shippingDue(OPENID, PAID);

interface Known {
  shipping: Shipping;
  shipAt: ReturnType<typeof instant> | null;
  shipTroubleAt: ReturnType<typeof instant> | null;
  paidAt: typeof PAID;
}
const fresh: Known = { ...due, shipTroubleAt: null, paidAt: PAID };
/** News one after another, each an hour later. */
function told(...news: ShippingNews[]): Known {
  return news.reduce<Known>(
    (known, one, position) => ({
      ...known,
      ...advance(known, one, RULES, addMs(PAID, (position + 1) * HOUR_MS)),
    }),
    fresh,
  );
}
const at = (hours: number) => addMs(PAID, hours * HOUR_MS);
const shipped: ShippingNews = { kind: 'shipped', at: at(1) };
const received: ShippingNews = { kind: 'received', at: at(40), by: 'person' };
const settled: ShippingNews = { kind: 'settled', at: at(41), receivedAt: at(40), by: 'time' };
const failed: ShippingNews = { kind: 'failed', problem: '10060031' };
const waits: ShippingNews = { kind: 'waits', problem: '-1', isShown: false };

describe('an order paid in WeChat', () => {
  it('is told of a minute after it was paid, and not before', () => {
    expect(due.shipAt).toBe(addMs(PAID, MINUTE_MS));
    expect(due.shipping).toMatchObject({ state: 'due', openId: OPENID });
  });

  it.each<[string, ShippingNews[], Partial<Shipping>]>([
    ['shipped', [shipped], { state: 'shipped', shippedAt: at(1), openId: null }],
    ['confirmed', [shipped, received], { state: 'received', receivedBy: 'person' }],
    ['confirmed without our hearing that it is shipped', [received], { state: 'received', openId: null }],
    ['settled', [shipped, received, settled], { state: 'settled', receivedBy: 'person', receivedAt: at(40) }],
    ['told of the shipping after the settlement', [settled, shipped], { state: 'settled', shippedAt: at(1) }],
    ['told of the settlement twice', [settled, { ...settled, at: at(90) }], { settledAt: at(41) }],
    ['not taken', [failed], { state: 'failed', problem: '10060031', openId: null }],
    ['not taken, shipped by hand', [failed, shipped], { state: 'shipped', problem: null }],
    ['not taken, although it is shipped', [shipped, failed], { state: 'shipped', problem: null }],
    ['given back', [{ kind: 'not_needed' }], { state: 'not_needed', openId: null }],
    ['given back after it was shipped', [shipped, { kind: 'not_needed' }], { state: 'not_needed' }],
    ['given back, told late', [{ kind: 'not_needed' }, shipped], { state: 'not_needed' }],
  ])('%s', (_name, news, expected) => expect(told(...news).shipping).toMatchObject(expected));

  it.each<[string, ShippingNews[], number | null]>([
    ['shipped: asked when it should have confirmed itself', [shipped], at(1) + 50 * HOUR_MS],
    ['confirmed: asked a day later', [shipped, received], at(2) + DAY_MS],
    ['settled: never again', [settled], null],
    ['given back: never again', [{ kind: 'not_needed' }], null],
    ['not taken: a day later, whether it was done by hand', [failed], at(1) + DAY_MS],
    ['nothing yet: a minute later', [waits], at(1) + MINUTE_MS],
    ['nothing again: two', [waits, waits], at(2) + 2 * MINUTE_MS],
  ])('%s', (_name, news, shipAt) => expect(told(...news).shipAt).toBe(shipAt));

  it.each([
    [0, 1],
    [3, 10],
    [7, 360],
    [70, 360],
  ])('after %i tries it waits %i minutes', (tries, minutes) =>
    expect(retryMs(tries)).toBe(minutes * MINUTE_MS),
  );

  it('is shown to somebody after a day, at once when the account is in the way, and not any more once it is through', () => {
    expect(told(waits).shipTroubleAt).toBeNull();
    expect(told({ ...waits, isShown: true }).shipTroubleAt).toBe(at(1));
    const late = advance(fresh, waits, RULES, at(24));
    expect([advance(fresh, waits, RULES, addMs(at(24), -1)).shipTroubleAt, late.shipTroubleAt]).toEqual([
      null,
      at(24),
    ]);
    expect(advance({ ...fresh, ...late }, shipped, RULES, at(25)).shipTroubleAt).toBeNull();
    expect(told(failed).shipTroubleAt).toBe(at(1));
  });

  it('is given up when WeChat would not take it any more', () => {
    const last = addMs(PAID, 15 * DAY_MS);
    const before = advance(fresh, waits, RULES, addMs(last, -MINUTE_MS - 1));
    expect([before.shipping.state, before.shipAt]).toEqual(['due', addMs(last, -1)]);
    expect(advance(fresh, waits, RULES, addMs(last, -MINUTE_MS))).toMatchObject({
      shipping: { state: 'failed', problem: '-1', openId: null },
    });
    expect(advance({ ...fresh, ...told(failed) }, failed, RULES, last).shipAt).toBeNull();
  });
});

describe('待提货 and 已提货', () => {
  const shown = { shippingMode: 'pickup' as const, fulfilled: null, isBack: false };
  it.each([
    ['not paid in WeChat', { ...shown, shipping: null }, null],
    ['a service', { ...shown, shippingMode: 'virtual' as const, shipping: due.shipping }, null],
    ['paid', { ...shown, shipping: due.shipping }, { mode: 'pickup', isDone: false }],
    ['shipped', { ...shown, shipping: told(shipped).shipping }, { mode: 'pickup', isDone: false }],
    ['confirmed', { ...shown, shipping: told(received).shipping }, { mode: 'pickup', isDone: true }],
    [
      'fulfilled',
      { ...shown, fulfilled: { at: PAID }, shipping: due.shipping },
      { mode: 'pickup', isDone: true },
    ],
    ['all the money is back', { ...shown, isBack: true, shipping: due.shipping }, null],
    ['given back', { ...shown, shipping: told({ kind: 'not_needed' }).shipping }, null],
  ])('%s', (_name, order, expected) => expect(fulfillmentOf(order)).toEqual(expected));
});
