import { merchantOperations } from '../../contracts/merchant/merchant';
import { serve } from '../kit/host/serve';
import { listStaff } from './list-staff';
import { listMyStores } from './list-stores';
import { bindStores } from './bind-stores';
import { listPermissions } from './list-permissions';
import { listStoreShipping, saveStoreShipping } from './save-store-shipping';

export const main = serve('merchant', merchantOperations, {
  listMyStores,
  listStaff,
  listPermissions,
  bindStores,
  listStoreShipping,
  saveStoreShipping,
});
