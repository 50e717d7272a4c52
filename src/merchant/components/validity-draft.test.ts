import { DAY_MS, HOUR_MS, startOfChinaDate } from '@contracts/primitives/time';
import { EMPTY_VALIDITY, validityDraftOf, validityFrom, type ValidityDraft } from './validity-draft';

const draft = (change: Partial<ValidityDraft>): ValidityDraft => ({ ...EMPTY_VALIDITY, ...change });

describe('when a coupon is valid, as typed', () => {
  it.each<[string, Partial<ValidityDraft>, object]>([
    ['three days', {}, { kind: 'relative', startDelayMs: 0, validForMs: 3 * DAY_MS }],
    [
      'later',
      { count: '36', unit: 'hour', delay: '2', delayUnit: 'hour' },
      { kind: 'relative', startDelayMs: 2 * HOUR_MS, validForMs: 36 * HOUR_MS },
    ],
    ['to the end of the day', { kind: 'end_of_day' }, { kind: 'end_of_day' }],
    [
      'one day, both ends included',
      { kind: 'window', fromDate: '2026-12-01', lastDate: '2026-12-01' },
      {
        kind: 'window',
        from: startOfChinaDate('2026-12-01'),
        until: startOfChinaDate('2026-12-02'),
      },
    ],
  ])('%s', (_what, change, value) => {
    const read = validityFrom('v', draft(change));
    expect(read).toEqual({ ok: true, value });
    if (read.ok) expect(validityFrom('v', validityDraftOf(read.value))).toEqual(read);
  });

  it.each<[string, string, Partial<ValidityDraft>]>([
    ['v-count', '请填 1 到 9999 的整数', { count: '' }],
    ['v-count', '请填 1 到 9999 的整数', { count: '0' }],
    ['v-delay', '请填 1 到 9999 的整数', { delay: '1.5' }],
    ['v-from', '请选第一天', { kind: 'window', lastDate: '2026-12-01' }],
    ['v-last', '请选最后一天', { kind: 'window', fromDate: '2026-12-01' }],
    ['v-last', '最后一天不能早于第一天', { kind: 'window', fromDate: '2026-12-02', lastDate: '2026-12-01' }],
  ])('at %s: %s', (field, text, change) => {
    const read = validityFrom('v', draft(change));
    expect(read).toMatchObject({ ok: false, problems: [{ field, text }] });
  });
});
