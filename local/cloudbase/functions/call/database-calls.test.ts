import { createDatabaseCalls } from './database-calls';
import { sequenceId, type Invocation } from './invocation';

const pause = () => new Promise<string>((resolve) => setImmediate(() => resolve('done')));
const invocation = (requestId: string): Invocation => ({
  requestId,
  functionName: 'member',
  databaseUse: { calls: 0, inSequence: 0 },
  startedAt: 0,
  ended: false,
});

/** A request as the SDK sends it: the tracing id is read when the call is made. */
function callerOf(made: Invocation, calls = createDatabaseCalls()) {
  calls.started(made);
  const call = () => calls.during(`${sequenceId(made)}-18f_1`, pause, () => 'refused');
  return { calls, call };
}

it('counts calls side by side as one step, and calls that waited as one each', async () => {
  const { calls, call } = callerOf(invocation('0a1b-22'));
  await call();
  await Promise.all([call(), call(), call().then(call)]);
  await call();
  expect(calls.takeUse('0a1b-22')).toEqual({ calls: 6, inSequence: 4 });
  expect(calls.takeUse('0a1b-22')).toBeUndefined();
});

it('keeps concurrent function calls apart, and strangers out', async () => {
  const calls = createDatabaseCalls();
  const first = callerOf(invocation('first'), calls);
  const second = callerOf(invocation('second'), calls);
  await Promise.all([
    first.call(),
    second.call(),
    second.call(),
    calls.during('18f_4', pause, () => 'refused'),
  ]);
  expect(calls.takeUse('first')).toEqual({ calls: 1, inSequence: 1 });
  expect(calls.takeUse('second')).toEqual({ calls: 2, inSequence: 1 });
});

it('refuses the database to a call its time limit has ended', async () => {
  const late = invocation('late');
  const { calls, call } = callerOf(late);
  expect(await call()).toBe('done');
  calls.ended(late, 'timed-out');
  expect(await call()).toBe('refused');
});

it('ends the transactions that a call left open when its time limit ended it, and those it was still opening', async () => {
  const late = invocation('late');
  const { calls } = callerOf(late);
  const aborted: string[] = [];
  calls.opened(`${sequenceId(late)}-18f_1`, () => aborted.push('first'));
  expect(aborted).toEqual([]);
  calls.ended(late, 'timed-out');
  calls.opened(`${sequenceId(late)}-18f_2`, () => aborted.push('second'));
  expect(aborted).toEqual(['first', 'second']);
});
