import type { RewardUse } from '../../../contracts/points/points-ledger';
import { isRewardId } from '../../../contracts/primitives/ids';
import { points } from '../../../contracts/primitives/points';
import { chinaDate } from '../../../contracts/values';
import { countedApart, countedTogether } from './reward-uses';

const rewardId = (() => {
  const id = 'rwd_eggs';
  if (!isRewardId(id)) throw new Error(id);
  return id;
})();
const [MONDAY, TUESDAY] = ['2026-11-23', '2026-11-24'].map((day) => chinaDate.parse(day));
if (!MONDAY || !TUESDAY) throw new Error('two days');
const use = (total: number, day: typeof MONDAY, today: number): RewardUse[] => [
  { rewardId, total, day, today },
];
const earned = (day: typeof MONDAY, amount: number) => ({ day, points: points(amount) });

const NOTHING = { earnedOn: null, uses: [] };

it.each([
  ['nobody exchanged anything', NOTHING, NOTHING, NOTHING],
  [
    'only the other did',
    NOTHING,
    { earnedOn: earned(MONDAY, 9), uses: use(2, MONDAY, 1) },
    { earnedOn: earned(MONDAY, 9), uses: use(2, MONDAY, 1) },
  ],
  [
    'both on one day',
    { earnedOn: earned(MONDAY, 5), uses: use(3, MONDAY, 1) },
    { earnedOn: earned(MONDAY, 9), uses: use(2, MONDAY, 2) },
    { earnedOn: earned(MONDAY, 14), uses: use(5, MONDAY, 3) },
  ],
  [
    'the other a day later',
    { earnedOn: earned(MONDAY, 5), uses: use(3, MONDAY, 1) },
    { earnedOn: earned(TUESDAY, 9), uses: use(2, TUESDAY, 2) },
    { earnedOn: earned(TUESDAY, 9), uses: use(5, TUESDAY, 2) },
  ],
  [
    'the other a day before',
    { earnedOn: earned(TUESDAY, 5), uses: use(3, TUESDAY, 1) },
    { earnedOn: earned(MONDAY, 9), uses: use(2, MONDAY, 2) },
    { earnedOn: earned(TUESDAY, 5), uses: use(5, TUESDAY, 1) },
  ],
])('together: %s', (_name, kept, absorbed, both) => {
  expect(countedTogether(kept, absorbed)).toEqual(both);
});

it.each([
  ['theirs of the same day go', use(5, MONDAY, 3), use(2, MONDAY, 2), use(3, MONDAY, 1)],
  [
    'theirs of an earlier day were not counted today',
    use(5, TUESDAY, 1),
    use(2, MONDAY, 2),
    use(3, TUESDAY, 1),
  ],
  [
    'what was cancelled meanwhile does not go below nothing',
    use(1, MONDAY, 0),
    use(2, MONDAY, 2),
    use(0, MONDAY, 0),
  ],
  ['they had none', use(3, MONDAY, 1), [], use(3, MONDAY, 1)],
])('apart: %s', (_name, together, theirs, kept) => {
  expect(countedApart({ earnedOn: null, uses: together }, { earnedOn: null, uses: theirs }).uses).toEqual(
    kept,
  );
});

it.each([
  ['of the same day', earned(MONDAY, 14), earned(MONDAY, 9), earned(MONDAY, 5)],
  ['of another day', earned(TUESDAY, 5), earned(MONDAY, 9), earned(TUESDAY, 5)],
  ['none', earned(MONDAY, 5), null, earned(MONDAY, 5)],
])('the day’s points apart: theirs %s', (_name, together, theirs, kept) => {
  expect(countedApart({ earnedOn: together, uses: [] }, { earnedOn: theirs, uses: [] }).earnedOn).toEqual(
    kept,
  );
});
