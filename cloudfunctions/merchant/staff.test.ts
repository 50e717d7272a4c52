import { storeId } from '../../contracts/values';
import { areSameStores, staffRole, storeList } from './staff';

const [A, B] = [storeId.parse('sto_a'), storeId.parse('sto_b')];

it.each([
  [['leader', 'clerk'], 'clerk'],
  [['clerk', 'operator'], 'operator'],
  [['owner'], 'owner'],
  [['adviser'], 'adviser'],
  [['leader'], null],
  [[], null],
] as const)('%j works as %s', (roles, role) => {
  expect(staffRole(roles)).toBe(role);
});

it.each<[(typeof A)[] | null, (typeof A)[] | null, boolean]>([
  [null, null, true],
  [null, [], false],
  [[], [], true],
  [[A, B], [B, A], true],
  [[A, A], [A], true],
  [[A], [B], false],
])('%j and %j are the same stores: %s', (one, other, same) => {
  expect(areSameStores(one, other)).toBe(same);
});

it('a list of stores has each once, sorted', () => {
  expect(storeList([B, A, B])).toEqual([A, B]);
});
