import type { StaffRole, StaffView } from '@contracts/merchant/merchant';
import type { StoreId } from '@contracts/primitives/ids';
import { App as AntApp, Checkbox, Form, Select } from 'antd';
import { ActionForm, ReasonField } from '../../kit/action-form';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { shopTexts } from './texts';

interface Props {
  staff: StaffView;
  onDone: () => void;
  onClose: () => void;
}
const roleOrder: readonly StaffRole[] = ['owner', 'operator', 'clerk', 'adviser'];

/** Based on what it was when the form was opened: somebody who changed it meanwhile is not overruled. */
export function RoleForm({ staff, onDone, onClose }: Props) {
  const { roles } = useTexts();
  const texts = usePageTexts(shopTexts);
  const { handle, role: basedOn } = staff;
  return (
    <ActionForm<{ role: StaffRole; reason: string }>
      title={texts.role}
      who={`${staff.name}（${roles[basedOn]}）`}
      what={texts.roleWhat}
      initial={{ role: basedOn, reason: '' }}
      submit={(values, requestId) => api.merchant.setStaffRole({ handle, basedOn, ...values }, { requestId })}
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="role" label={texts.newRole}>
        <Select options={roleOrder.map((value) => ({ value, label: roles[value] }))} />
      </Form.Item>
      <ReasonField />
    </ActionForm>
  );
}

export function RevokeForm({ staff, onDone, onClose }: Props) {
  const { roles } = useTexts();
  const texts = usePageTexts(shopTexts);
  const { modal } = AntApp.useApp();
  const { handle } = staff;
  return (
    <ActionForm<{ reason: string }>
      title={texts.revoke}
      who={`${staff.name}（${roles[staff.role]}）`}
      what={texts.revokeWhat}
      initial={{ reason: '' }}
      submit={async ({ reason }, requestId) => {
        const { others } = await api.merchant.revokeStaff({ handle, reason }, { requestId });
        if (others.length > 0) void modal.warning({ title: texts.others(others.join('、')) });
      }}
      saveText={texts.revoke}
      isDanger
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <ReasonField />
    </ActionForm>
  );
}

export function StoresForm({
  staff,
  stores,
  onDone,
  onClose,
}: Props & { stores: { storeId: StoreId; name: string }[] }) {
  const texts = usePageTexts(shopTexts);
  const { handle, storeIds: basedOn } = staff;
  return (
    <ActionForm<{ storeIds: StoreId[] }>
      title={texts.stores}
      who={staff.name}
      what={texts.storesWhat}
      initial={{ storeIds: basedOn ?? [] }}
      submit={({ storeIds }, requestId) =>
        api.merchant.bindStores({ handle, storeIds, basedOn }, { requestId })
      }
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="storeIds" label={texts.atStores}>
        <Checkbox.Group options={stores.map(({ storeId, name }) => ({ value: storeId, label: name }))} />
      </Form.Item>
    </ActionForm>
  );
}
