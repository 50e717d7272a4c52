import { firstFigures, rangeFigure } from './range-figures';
import { figureOf } from '@contracts/primitives/insight/figures';

const day = (period: string, grossFen: number, refundFen = 0) => ({
  period,
  sums: { grossFen, refundFen },
  isOpen: false,
});

it('a range is the sum of its days, beside the days before', () => {
  const shown = rangeFigure(
    'netFen',
    [day('2026-06-01', 10_000), day('2026-06-02', 5000, 1000)],
    [day('2026-05-30', 7000), day('2026-05-31', 0)],
  );
  expect(shown.text).toBe('¥140');
  expect(shown.change).toEqual({ percent: 100, trend: 'up' });
  expect(shown.days).toEqual([
    { day: '2026-06-01', text: '¥100', height: 100 },
    { day: '2026-06-02', text: '¥40', height: 40 },
  ]);
});

it('a day on which more went back than came in is below nothing, and drawn as nothing', () => {
  const shown = rangeFigure('netFen', [day('2026-06-01', 0, 500), day('2026-06-02', 0)], []);
  expect(shown.text).toBe('-¥5');
  expect(shown.days.map(({ height }) => height)).toEqual([0, 0]);
});

it('those that stand first add up over days', () => {
  for (const key of firstFigures) expect(figureOf(key).adds).toBe(true);
});
