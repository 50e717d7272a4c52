import { fen } from '@contracts/primitives/fen';
import { addMs, DAY_MS, instant } from '@contracts/primitives/time';
import { entryReason, entryWhen } from './entry-text';

const now = instant(Date.UTC(2026, 10, 21, 4));
const entry = { at: addMs(now, -DAY_MS), countsFrom: now, expiresAt: addMs(now, 1), delta: 88 };

it.each([
  ['of a payment', { source: 'paid', amountFen: fen(8800) } as const, '消费 ¥88'],
  ['of a refund', { source: 'refunded', amountFen: fen(150) } as const, '退款 ¥1.50'],
  ['of what people do', { source: 'profile', amountFen: null } as const, '完善资料'],
  [
    'of staff, as they wrote it',
    { source: 'adjusted', amountFen: null, reason: '补登记' } as const,
    '店家调整：补登记',
  ],
  ['of staff, from before it was written down', { source: 'adjusted', amountFen: null } as const, '店家调整'],
])('the reason %s', (_case, line, text) => {
  expect(entryReason({ reason: null, ...line })).toBe(text);
});

it.each([
  ['counts from this very moment', {}, '11月20日 12:00 · 11月21日 12:00 到期'],
  [
    'counts from the next millisecond',
    { countsFrom: addMs(now, 1) },
    '11月20日 12:00 · 11月21日 12:00 起计入',
  ],
  ['ended this very moment', { expiresAt: now }, '11月20日 12:00 · 已过期'],
  ['took something back', { delta: -88 }, '11月20日 12:00'],
])('what %s', (_case, change, text) => {
  expect(entryWhen({ ...entry, ...change }, now)).toBe(text);
});
