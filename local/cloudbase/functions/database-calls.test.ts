import { createDatabaseCalls, longestSequence } from './database-calls';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

it.each([
  ['nothing', [], 0],
  [
    'one after another',
    [
      [0, 1],
      [1, 2],
      [3, 4],
    ],
    3,
  ],
  [
    'all at once',
    [
      [0, 5],
      [1, 6],
      [2, 7],
    ],
    1,
  ],
  [
    'two side by side, then one',
    [
      [0, 3],
      [0, 4],
      [4, 5],
    ],
    2,
  ],
  [
    'many short beside one long',
    [
      [0, 10],
      [0, 1],
      [2, 3],
      [4, 5],
    ],
    3,
  ],
])('%s waits for %s in sequence', (_, intervals, expected) => {
  expect(longestSequence(intervals.map(([start = 0, end = 0]) => ({ start, end })))).toBe(expected);
});

it('books each request on the call whose id leads its sequence id', async () => {
  const calls = createDatabaseCalls();
  const id = '0a1b-22';
  calls.started({ requestId: id, functionName: 'member' });
  calls.started({ requestId: 'other', functionName: 'card' });
  await Promise.all([
    calls.during(`${id}-18f_1`, pause, pause),
    calls.during(`${id}-18f_2`, pause, pause),
    calls.during('other-18f_3', pause, pause),
    calls.during('18f_4', pause, pause),
  ]);
  await calls.during(`${id}-18f_5`, pause, pause);
  expect(calls.takeUse(id)).toEqual({ calls: 3, inSequence: 2 });
  expect(calls.takeUse('other')).toEqual({ calls: 1, inSequence: 1 });
  expect(calls.takeUse(id)).toBeUndefined();
});

it('refuses the database to a call its time limit has ended', async () => {
  const calls = createDatabaseCalls();
  const invocation = { requestId: 'late', functionName: 'member' };
  calls.started(invocation);
  calls.ended(invocation, 'timed-out');
  const answer = await calls.during<string>(
    'late-18f_1',
    async () => 'written',
    () => 'refused',
  );
  expect(answer).toBe('refused');
});
