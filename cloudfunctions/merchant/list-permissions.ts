import { staffRole } from '../../contracts/merchant/merchant';
import { permissionsByGroup } from '../../contracts/merchant/permissions';
import { mayActAs } from '../kit/host/roles';

/** The table as the host checks it: whoever may act as the role an operation declares. */
export const listPermissions = async () => ({
  groups: permissionsByGroup().map(({ name, rows }) => ({
    name,
    permissions: rows.map(({ does, from }) => ({
      does,
      roles: staffRole.options.filter((role) => mayActAs([role], from)),
    })),
  })),
});
