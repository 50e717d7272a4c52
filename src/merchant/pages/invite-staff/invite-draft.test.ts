import type { StaffRole } from '@contracts/merchant/merchant';
import { storeId } from '@contracts/values';
import { checkInvite } from './invite-draft';

const A = storeId.parse('sto_a');

it.each<[string, StaffRole, (typeof A)[], string[] | null]>([
  ['小周', 'clerk', [A], null],
  ['小周', 'clerk', [], ['storeIds']],
  ['', 'adviser', [], ['name', 'storeIds']],
  ['小何', 'operator', [], null],
  [' ', 'owner', [A], ['name']],
])('%j as %s at %j: %j is missing', (name, role, storeIds, missing) => {
  const checked = checkInvite({ name, role, storeIds });
  expect(checked.ok ? null : checked.problems.map(({ field }) => field)).toEqual(missing);
});

it('who works everywhere is bound to no store', () => {
  expect(checkInvite({ name: ' 小何 ', role: 'operator', storeIds: [A] })).toEqual({
    ok: true,
    value: { name: '小何', role: 'operator', storeIds: [] },
  });
});
