import { merchantOperations } from '../../contracts/merchant/merchant';
import { staffOperations } from '../../contracts/merchant/staff';
import { storeOperations } from '../../contracts/merchant/stores';
import { serve } from '../kit/host/serve';
import { bindStores } from './bind-stores';
import { acceptInvitation } from './invitations/accept-invitation';
import { inviteStaff } from './invitations/invite-staff';
import { listInvitations } from './invitations/list-invitations';
import { readInvitation } from './invitations/read-invitation';
import { revokeInvitation } from './invitations/revoke-invitation';
import { listPermissions } from './list-permissions';
import { listStaff } from './list-staff';
import { listMyStores } from './list-stores';
import { takeOwnership } from './roles/take-ownership';
import { leaveStaff, revokeStaff } from './roles/revoke-staff';
import { setStaffRole } from './roles/set-staff-role';
import { listAllStores, saveStore, setStoreOpen } from './stores/save-store';
import { listStoreShipping, saveStoreShipping } from './stores/save-store-shipping';

export const main = serve(
  'merchant',
  { ...merchantOperations, ...staffOperations, ...storeOperations },
  {
    listMyStores,
    listStaff,
    listPermissions,
    bindStores,
    listStoreShipping,
    saveStoreShipping,
    listStores: listAllStores,
    saveStore,
    setStoreOpen,
    takeOwnership,
    inviteStaff,
    listInvitations,
    revokeInvitation,
    readInvitation,
    acceptInvitation,
    setStaffRole,
    revokeStaff,
    leaveStaff,
  },
);
