import type { StoreView } from '@contracts/merchant/stores';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Modal, Tag } from 'antd';
import { useState } from 'react';
import { FormLoad } from '../../../kit/edit/form-load';
import { ListPage, type ListColumn } from '../../../kit/list-page';
import { ReasonAct } from '../../../kit/reason-act';
import { useEdited } from '../../../kit/use-edited';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { ShopPicture } from './shop-picture';
import { StoreForm, STORES_KEY } from './store-form';
import { storeTexts, type StoreTexts } from './texts';

interface ActsProps {
  store: StoreView;
  edit: () => void;
  showPicture: () => void;
}

function Acts({ store: { storeId, open, fields }, edit, showPicture }: ActsProps) {
  const texts = usePageTexts(storeTexts);
  const refresh = useRefresh(STORES_KEY);
  return (
    <Flex gap="small">
      <Button size="small" onClick={edit}>
        {texts.edit}
      </Button>
      <Button size="small" onClick={showPicture}>
        {texts.picture}
      </Button>
      <ReasonAct
        label={open ? texts.close : texts.open}
        who={fields.name}
        what={open ? texts.closeWhat : texts.openWhat}
        isDanger={open}
        submit={(reason, requestId) =>
          api.merchant.setStoreOpen({ storeId, open: !open, reason }, { requestId })
        }
        onDone={refresh}
      />
    </Flex>
  );
}

const columnsOf = (
  texts: StoreTexts,
  edit: (store: StoreView) => void,
  showPicture: (store: StoreView) => void,
): ListColumn<StoreView>[] => [
  { key: 'name', title: texts.columns.name, width: 160, render: ({ fields }) => fields.name },
  {
    key: 'address',
    title: texts.columns.address,
    width: 260,
    render: ({ fields: { city, region, address } }) =>
      [city, region, address].filter((part) => part !== '').join(' ') || texts.notSaid,
  },
  {
    key: 'hours',
    title: texts.columns.hours,
    width: 120,
    render: ({ fields: { hours } }) => (hours ? `${hours.opensAt}–${hours.closesAt}` : texts.notSaid),
  },
  {
    key: 'phone',
    title: texts.columns.phone,
    width: 140,
    render: ({ fields }) => fields.phone || texts.notSaid,
  },
  {
    key: 'state',
    title: texts.columns.state,
    width: 100,
    render: ({ open }) => (
      <Tag color={open ? 'success' : 'default'}>{open ? texts.isOpen : texts.isClosed}</Tag>
    ),
  },
  {
    key: 'act',
    title: texts.columns.act,
    width: 240,
    render: (store) => <Acts store={store} edit={() => edit(store)} showPicture={() => showPicture(store)} />,
  },
];

function OneStore({ id, onClose }: { id: StoreId | null; onClose: () => void }) {
  const found = useQuery({
    queryKey: [...STORES_KEY, 'one', id],
    queryFn: async () =>
      (await api.merchant.listStores({})).stores.find(({ storeId }) => storeId === id) ?? null,
  });
  return (
    <FormLoad queries={[found]} onClose={onClose}>
      {found.data !== undefined && (
        <StoreForm
          key={found.data?.version}
          store={found.data}
          reload={() => void found.refetch()}
          onClose={onClose}
        />
      )}
    </FormLoad>
  );
}

export default function StoresPage() {
  const { pages } = useTexts();
  const texts = usePageTexts(storeTexts);
  const { edited, edit, close } = useEdited(isStoreId);
  const [pictured, setPictured] = useState<StoreView | null>(null);
  return (
    <ListPage<StoreView>
      title={pages.stores}
      name="stores"
      queryKey={[...STORES_KEY, 'list']}
      load={async () => ({ rows: (await api.merchant.listStores({})).stores, nextCursor: null })}
      columns={columnsOf(texts, ({ storeId }) => edit(storeId), setPictured)}
      rowKey={({ storeId }) => storeId}
      actions={
        <Button type="primary" onClick={() => edit('new')}>
          {texts.new}
        </Button>
      }
    >
      {edited !== null && <OneStore id={edited === 'new' ? null : edited} onClose={close} />}
      {pictured && (
        <Modal
          open
          title={texts.pictureTitle(pictured.fields.name)}
          footer={null}
          onCancel={() => setPictured(null)}
        >
          <ShopPicture place={pictured.storeId} noun={texts.noun} />
        </Modal>
      )}
    </ListPage>
  );
}
