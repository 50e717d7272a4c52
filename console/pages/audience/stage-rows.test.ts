import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { stageRows } from './stage-rows';

const day = (n: number, members: number) => ({
  day: chinaDateOf(instant(n * DAY_MS)),
  active: 0,
  stages: [{ segmentId: 'seg_dormant' as const, members, entered: 0, left: 0 }],
});
const stages = [
  { segmentId: 'seg_dormant' as const, name: '沉睡' },
  { segmentId: 'seg_lost' as const, name: '已流失' },
];

it('a stage is as its days say, and nothing where it was not there', () => {
  const [dormant, lost] = stageRows({ stages, days: [day(0, 4), day(1, 7), day(2, 5)] });
  expect(dormant).toMatchObject({ name: '沉睡', change: 1 });
  expect(dormant?.points.map(({ members }) => members)).toEqual([4, 7, 5]);
  expect(lost).toMatchObject({ change: 0 });
});

it('no day, no row', () => {
  expect(stageRows({ stages, days: [] })).toEqual([]);
});
