import { useState } from 'react';
import type { MerchantApi } from '@contracts/merchant/merchant';
import { ActionButton } from '@/components/action-button';
import { TopActions } from '@/components/card/top-actions';
import { useToast } from '@/components/sheet/toast';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openInviteStaff, openPermissions, openStores } from '@/platform/opening/navigation';
import { merchantService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { StaffCard } from './staff-card';

type Stores = ReturnType<MerchantApi['listStaff']>['stores'];

/** 员工与门店: who works for the merchant, and at which stores each clerk. */
export default function StaffPage() {
  const [stores, setStores] = useState<Stores>([]);
  const [mayChangeRoles, setMayChangeRoles] = useState(false);
  const { say, toast } = useToast();
  const list = usePagedCall(async (cursor) => {
    const answer = await merchantService.listStaff({ cursor });
    setStores(answer.stores);
    setMayChangeRoles(answer.mayChangeRoles);
    return { items: answer.staff, nextCursor: answer.nextCursor, now: answer.now };
  });
  const again = () => void list.reload();
  return (
    <StaffList
      list={list}
      keyOf={(staff) => `${staff.handle}-${staff.role}-${staff.storeIds?.join() ?? ''}`}
      row={(staff) => (
        <StaffCard
          staff={staff}
          stores={stores}
          mayChangeRoles={mayChangeRoles}
          onChanged={(text) => {
            say(text);
            again();
          }}
        />
      )}
      head={
        <TopActions>
          <ActionButton id="invite-staff" onPress={() => void openInviteStaff()}>
            邀请员工
          </ActionButton>
          <ActionButton id="stores" look="secondary" onPress={() => void openStores()}>
            门店
          </ActionButton>
          <ActionButton id="permissions" look="quiet" onPress={() => void openPermissions()}>
            权限
          </ActionButton>
        </TopActions>
      }
      empty={{ title: '还没有员工', text: '运营和店员会列在这里' }}
    >
      {toast}
    </StaffList>
  );
}
