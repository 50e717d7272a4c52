import { instant } from '../../../contracts/primitives/time';
import { SCAN_PARTS, scanMonthOf } from './scan-month';

const at = (text: string) => instant(Date.parse(text));

it.each([
  ['2026-11-30T15:59:59.999Z', '2026-11'],
  ['2026-11-30T16:00:00.000Z', '2026-12'],
])('%s is of the month %s in China', (text, month) => {
  expect(scanMonthOf('openid:wx:oA', at(text))).toMatchObject({ month });
});

it('the same person is of the same part, and people spread over all of them', () => {
  const parts = Array.from(
    { length: 400 },
    (_, n) => scanMonthOf(`openid:wx:oPerson-${n}`, at('2026-11-24T04:00:00Z'))._id,
  );
  expect(new Set(parts).size).toBe(SCAN_PARTS);
  expect(scanMonthOf('openid:wx:oPerson-7', at('2026-11-29T04:00:00Z'))._id).toBe(parts[7]);
});
