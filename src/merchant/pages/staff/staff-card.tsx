import { useState } from 'react';
import type { MerchantApi, StaffView } from '@contracts/merchant/merchant';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { ChipsField, toggled } from '@/components/form/picked-fields';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { merchantService } from '@/services';
import { roleTexts } from '../../components/words/role-text';
import { RoleForm } from './role-form';

type Stores = ReturnType<MerchantApi['listStaff']>['stores'];

const whereText = ({ storeIds }: StaffView, stores: Stores): string => {
  if (storeIds === null && stores.length === 1)
    return `还没选过门店，按唯一的${stores[0]?.name ?? '门店'}处理`;
  if (storeIds === null || storeIds.length === 0) return '没有门店，收不了款也看不到账单';
  return '只能处理选中门店的账单、退款、核销和发放';
};

/** One of the staff; a clerk's stores can be chosen. */
export function StaffCard({
  staff,
  stores,
  mayChangeRoles,
  onChanged,
}: {
  staff: StaffView;
  stores: Stores;
  mayChangeRoles: boolean;
  onChanged: (said: string) => void;
}) {
  const before = staff.storeIds ?? [];
  const [chosen, setChosen] = useState(before);
  const isChanged = chosen.length !== before.length || chosen.some((id) => !before.includes(id));
  const request = useRequestId();
  const save = useAction(async () => {
    const { handle, storeIds: basedOn } = staff;
    const wish = { handle, storeIds: chosen, basedOn };
    await merchantService.bindStores(wish, { requestId: request.idFor(wish) });
    request.done();
    onChanged(`${staff.name}的门店已改好，马上生效`);
  });
  return (
    <Card>
      <CardHead
        title={staff.me ? `${staff.name}（我）` : staff.name}
        state={roleTexts[staff.role]}
        tone="off"
      />
      {staff.everywhere ? (
        <CardLine text="所有门店都能管" />
      ) : (
        <>
          <CardLine text={whereText(staff, stores)} />
          <ChipsField
            id={`stores-${staff.handle}`}
            label="在哪些门店工作"
            options={stores.map(({ storeId, name }) => ({ id: storeId, name }))}
            chosen={chosen}
            onToggle={(id) => setChosen(toggled(chosen, id))}
          />
          {save.error && <InlineNote text={save.error.message} />}
          {isChanged && (
            <ActionButton
              id={`save-${staff.handle}`}
              disabled={save.busy}
              onPress={() => void save.run(undefined)}
            >
              {chosen.length === 0 ? '确定：不让他在任何门店收款' : '保存门店'}
            </ActionButton>
          )}
        </>
      )}
      {mayChangeRoles && <RoleForm staff={staff} onChanged={onChanged} />}
    </Card>
  );
}
