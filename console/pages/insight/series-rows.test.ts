import { seriesRows, type SeriesPoint } from './series-rows';

const day = (period: string, sums: SeriesPoint['sums'], isOpen = false): SeriesPoint => ({
  period,
  sums,
  isOpen,
});
const rowOf = (key: string, ...args: Parameters<typeof seriesRows>) =>
  seriesRows(...args).find(({ figure }) => figure.key === key);

it('what adds up is that of the range; people are those of the last day that is over', () => {
  const points = [
    day('2026-06-01', { grossFen: 1000, buyers: 2 }),
    day('2026-06-02', { grossFen: 500, buyers: 3 }),
    day('2026-06-03', { grossFen: 100, buyers: 1 }, true),
  ];
  const compared = [day('a', { grossFen: 800, buyers: 1 }), day('b', { buyers: 2 }), day('c', {})];
  expect(rowOf('netFen', points, compared)).toMatchObject({
    text: '¥16',
    of: null,
    change: { trend: 'up', percent: 100 },
  });
  expect(rowOf('buyers', points, compared)).toMatchObject({
    text: '3',
    of: '2026-06-02',
    change: { trend: 'up', percent: 50 },
  });
  expect(rowOf('netFen', points, [])?.change.percent).toBeNull();
});

it('of one period that is open it is that one', () => {
  expect(rowOf('buyers', [day('2026-06', { buyers: 4 }, true)], [])).toMatchObject({
    text: '4',
    of: '2026-06',
  });
});
