import type { Prize } from '../../../contracts/play/prize';
import { chinaDateOf, instant } from '../../../contracts/primitives/time';
import { receivedGifts, type OwingDay } from './received';

const five: Prize = { kind: 'points', points: 5 };
const since = instant(1_790_000_000_000);
const day = (more: Partial<OwingDay> = {}): OwingDay => ({
  day: chinaDateOf(since),
  kind: 'checked_in',
  gifts: [five, { kind: 'cards', cards: 1 }],
  given: 2,
  refused: [],
  owedSince: null,
  ...more,
});
const statesOf = (one: OwingDay) => receivedGifts([one], {})[0]?.gifts.map(({ state }) => state);

describe('what the latest days brought', () => {
  it.each<[string, Partial<OwingDay>, string[]]>([
    ['all of it is given', {}, ['given', 'given']],
    ['nothing yet', { given: 0, owedSince: since }, ['owed', 'owed']],
    ['one of two', { given: 1, owedSince: since }, ['given', 'owed']],
    ['the first could not be given', { refused: [0] }, ['refused', 'given']],
    ['the last could not be given', { refused: [1] }, ['given', 'refused']],
    ['closed before it was given', { given: 1 }, ['given', 'refused']],
  ])('%s', (_case, more, states) => {
    expect(statesOf(day(more))).toEqual(states);
  });

  it('days that brought nothing are left out, and no more than ten are shown', () => {
    const none = day({ gifts: [], given: 0 });
    expect(receivedGifts([none, day(), none], {})).toHaveLength(1);
    expect(
      receivedGifts(
        Array.from({ length: 11 }, () => day()),
        {},
      ),
    ).toHaveLength(10);
  });
});
