import type { MerchantApi, StaffView } from '@contracts/merchant/merchant';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ListPage, type ListColumn, type ListPart } from '../../kit/list-page';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { RevokeForm, RoleForm, StoresForm } from './staff-forms';
import { shopTexts } from './texts';

type Stores = ReturnType<MerchantApi['listStaff']>['stores'];
type Act = 'role' | 'stores' | 'revoke';
/** A row knows what its page knew: the stores there are, and whether the caller may change roles. */
interface StaffRow extends StaffView {
  stores: Stores;
  mayChangeRoles: boolean;
}

async function loadStaff(cursor: string | null): Promise<ListPart<StaffRow>> {
  const { staff, stores, mayChangeRoles, nextCursor, now } = await api.merchant.listStaff({ cursor });
  return { rows: staff.map((one) => ({ ...one, stores, mayChangeRoles })), nextCursor, now };
}

function StoreNames({ row }: { row: StaffRow }) {
  const { everywhere } = useTexts();
  const { noStores } = usePageTexts(shopTexts);
  if (row.everywhere) return everywhere;
  const names = row.stores
    .filter(({ storeId }) => row.storeIds?.includes(storeId) === true)
    .map(({ name }) => name);
  return names.length > 0 ? names.join('、') : <Typography.Text type="warning">{noStores}</Typography.Text>;
}

function Acts({ row, choose }: { row: StaffRow; choose: (act: Act) => void }) {
  const texts = usePageTexts(shopTexts);
  return (
    <Flex gap="small">
      {!row.everywhere && (
        <Button size="small" onClick={() => choose('stores')}>
          {texts.stores}
        </Button>
      )}
      {row.mayChangeRoles && (
        <>
          <Button size="small" onClick={() => choose('role')}>
            {texts.role}
          </Button>
          <Button size="small" danger onClick={() => choose('revoke')}>
            {texts.revoke}
          </Button>
        </>
      )}
    </Flex>
  );
}

export default function StaffPage() {
  const { pages, roles } = useTexts();
  const texts = usePageTexts(shopTexts);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<{ row: StaffRow; act: Act } | null>(null);
  const columns: ListColumn<StaffRow>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      width: 180,
      render: (row) => (
        <>
          {row.name} {row.me && <Tag>{texts.you}</Tag>}
        </>
      ),
    },
    { key: 'role', title: texts.columns.role, width: 110, render: (row) => roles[row.role] },
    { key: 'stores', title: texts.columns.stores, width: 320, render: (row) => <StoreNames row={row} /> },
    {
      key: 'act',
      title: texts.columns.act,
      width: 280,
      render: (row) => <Acts row={row} choose={(act) => setChosen({ row, act })} />,
    },
  ];
  const onDone = (): void => void client.invalidateQueries({ queryKey: ['merchant'] });
  const onClose = (): void => setChosen(null);
  return (
    <ListPage<StaffRow>
      title={pages.staff}
      name="staff"
      queryKey={['merchant', 'staff']}
      load={loadStaff}
      columns={columns}
      rowKey={(row) => row.handle}
      filters={<Typography.Text type="secondary">{texts.hint}</Typography.Text>}
    >
      {chosen?.act === 'role' && <RoleForm staff={chosen.row} onDone={onDone} onClose={onClose} />}
      {chosen?.act === 'revoke' && <RevokeForm staff={chosen.row} onDone={onDone} onClose={onClose} />}
      {chosen?.act === 'stores' && (
        <StoresForm staff={chosen.row} stores={chosen.row.stores} onDone={onDone} onClose={onClose} />
      )}
    </ListPage>
  );
}
