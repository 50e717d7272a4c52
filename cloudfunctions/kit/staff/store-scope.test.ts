import { storeId } from '../../../contracts/values';
import type { Role } from '../host/roles';
import { isUnsaid, workplaceOf, worksAt } from './store-scope';

const [A, B] = [storeId.parse('sto_a'), storeId.parse('sto_b')];

describe('where somebody works', () => {
  it.each<[string, Role[], (typeof A)[] | null, (typeof A)[], 'everywhere' | (typeof A)[], boolean]>([
    ['a clerk of one store', ['clerk'], [A], [], [A], false],
    ['a clerk of both', ['clerk'], [A, B], [], [A, B], false],
    ['a clerk of none', ['clerk'], [], [A], [], false],
    ['nobody said, one store', ['clerk'], null, [A], [A], true],
    ['nobody said, two stores', ['clerk'], null, [A, B], [], true],
    ['nobody said, no store', ['clerk'], null, [], [], true],
    ['an operator', ['operator'], [], [], 'everywhere', false],
    ['an operator who is also a clerk of A', ['clerk', 'operator'], [A], [], 'everywhere', false],
    ['the owner', ['owner'], null, [], 'everywhere', false],
    ['a leader', ['leader'], [A], [A], [], false],
  ])('%s', (_name, roles, storeIds, stores, workplace, unsaid) => {
    expect(workplaceOf({ roles, storeIds }, stores)).toEqual(workplace);
    expect(isUnsaid({ roles, storeIds })).toBe(unsaid);
  });
});

it.each<['everywhere' | (typeof A)[], typeof A | null, boolean]>([
  [[A], A, true],
  [[A], B, false],
  [[A, B], B, true],
  [[], A, false],
  [[A], null, true],
  [[], null, false],
  ['everywhere', B, true],
  ['everywhere', null, true],
])('who works at %j may act at %s: %s', (workplace, at, may) => {
  expect(worksAt(workplace, at)).toBe(may);
});
