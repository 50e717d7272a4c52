import type { ReadCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { listStores } from '../../merchant/list-stores';
import { applicationIdOf, viewApplication } from './application';

/** The caller's application, for the page that shows the form or the answer. */
export async function readApplication(call: ReadCall<'member'>) {
  const { store, member, caller } = call;
  const [application, staff, stores] = await Promise.all([
    store.leaderApplications.get(applicationIdOf(member._id)),
    store.staff.get(openIdKey(caller.appId, caller.openId)),
    listStores(call),
  ]);
  return {
    application: application && (await showApplication(store, application)),
    isLeader: staff?.leaderId !== undefined && staff.leaderId !== null,
    phone: member.phone?.masked ?? null,
    ...stores,
  };
}

export async function showApplication(
  store: Pick<ReadStore, 'stores'>,
  application: DocumentOf<'leaderApplications'>,
) {
  const shop = await store.stores.get(application.storeId);
  return viewApplication(application, shop?.name ?? '');
}
