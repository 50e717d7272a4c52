import type { StoreId } from '@contracts/primitives/ids';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { STORE } from './payment-stage';
import { documentsOf, phoneOf, type Phone } from './stage';

/** What journeys about the counter and its people share. */

/** One more of the staff, at the demo's store or others. */
export async function newStaff(
  cloud: LocalCloud,
  name: string,
  storeIds: readonly StoreId[] = [STORE],
  role: 'adviser' | 'clerk' | 'operator' | 'owner' = 'clerk',
): Promise<Phone> {
  const openid = `oStaff-${name}`;
  await cloud.database
    .environment(cloud.env)
    .insert('staff', [
      { _id: `openid:${DEMO_APPID}:${openid}`, name, roles: [role], leaderId: null, storeIds: [...storeIds] },
    ]);
  return phoneOf(cloud, { openid, unionid: `uStaff-${name}`, appid: DEMO_APPID });
}

export const auditOf = (cloud: LocalCloud, action: string) =>
  documentsOf(cloud, 'auditEntries').filter((entry) => entry.action === action);
