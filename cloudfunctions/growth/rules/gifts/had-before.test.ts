import { instant } from '../../../../contracts/primitives/time';
import { hadBefore } from './had-before';

const at = (text: string) => instant(Date.parse(text));

it.each([
  ['upgrade', '2', true],
  ['upgrade', '3', false],
  ['birthday', '2026', true],
  ['birthday', '2027', false],
  // What comes every month, or with the day of joining, is this account's alone.
  ['monthly', '2026-12', false],
  ['anniversary', '2026', false],
] as const)('of who came back in 2026 with tier 2 behind them: %s of %s: %s', (kind, period, was) => {
  const returned = { giftedTiers: [1, 2], returned: true, joinedAt: at('2026-12-31T23:59:59+08:00') };
  expect(hadBefore(returned, { kind, period })).toBe(was);
});

it('who was never here before had nothing', () => {
  const first = { giftedTiers: [], returned: false, joinedAt: at('2026-12-31T23:59:59+08:00') };
  expect(hadBefore(first, { kind: 'birthday', period: '2026' })).toBe(false);
});
