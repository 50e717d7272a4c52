import type { StaffRole } from '@contracts/merchant/merchant';
import { roleWords } from '@contracts/primitives/words/role-words';

export const roleTexts: Readonly<Record<StaffRole, string>> = roleWords;

export const rolesToChoose: readonly { id: StaffRole; name: string }[] = [
  { id: 'clerk', name: roleTexts.clerk },
  { id: 'adviser', name: roleTexts.adviser },
  { id: 'operator', name: roleTexts.operator },
  { id: 'owner', name: roleTexts.owner },
];

/** What one may, in a line. */
export const roleLines: Readonly<Record<StaffRole, string>> = {
  owner: '能做店里所有事，包括换员工的角色',
  operator: '管券、积分、会员、推送和规则，在所有门店收款',
  clerk: '在选定的门店收款、退款、核销和发放',
  adviser: '在选定的门店扫会员码，看会员是谁',
};
