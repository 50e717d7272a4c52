import type { StaffRole } from '@contracts/merchant/merchant';

export const roleTexts: Readonly<Record<StaffRole, string>> = {
  owner: '店主',
  operator: '运营',
  clerk: '店员',
  adviser: '专属顾问',
};
