import { createFunctionFaults } from './function-fault';
import type { FunctionFaultRule } from './function-fault';

function faultsOf(rule: FunctionFaultRule, calls: string[]): (string | undefined)[] {
  const faults = createFunctionFaults();
  faults.add(rule);
  return calls.map((name) => faults.faultFor(name)?.kind);
}

it('hits the nth call of its function, as often as told', () => {
  const calls = ['card', 'member', 'member', 'card', 'member', 'member'];
  expect(faultsOf({ name: 'member', kind: 'drop-after', nth: 2, times: 2 }, calls)).toEqual([
    undefined,
    undefined,
    'drop-after',
    undefined,
    'drop-after',
    undefined,
  ]);
});

it('hits just the next call of any function when nothing else is said', () => {
  expect(faultsOf({ kind: 'error' }, ['card', 'member'])).toEqual(['error', undefined]);
});

it('hits a reproducible share of the calls by probability', () => {
  const calls = Array.from({ length: 1000 }, () => 'member');
  const hits = faultsOf({ kind: 'error', probability: 0.2, seed: 7 }, calls);
  expect(hits.filter(Boolean).length).toBeGreaterThan(150);
  expect(hits.filter(Boolean).length).toBeLessThan(250);
  expect(faultsOf({ kind: 'error', probability: 0.2, seed: 7 }, calls)).toEqual(hits);
  expect(faultsOf({ kind: 'error', probability: 0.2, seed: 8 }, calls)).not.toEqual(hits);
});

it('is gone when cleared, and refuses what is not a rule', () => {
  const faults = createFunctionFaults();
  faults.add({ kind: 'delay', delayMs: 5 });
  faults.clear();
  expect(faults.faultFor('member')).toBeUndefined();
  expect(() => faults.add({ kind: 'explode' })).toThrow();
});
