import { useRouter } from '@tarojs/taro';
import { FormBody, FormPanel } from '@/components/form/form';
import { TimeField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { TextField } from '@/components/form/text-fields';
import { useForm } from '@/components/form/draft/use-form';
import { pickedIn } from '@/components/form/tied';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { refuse } from '@contracts/errors';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import type { StoreFields } from '@contracts/merchant/store-values';
import type { StoreView } from '@contracts/merchant/stores';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { ShopPicture } from '../../components/shop-picture/shop-picture';
import { StaffOnly } from '../../components/staff-only';
import { OpenForm } from './open-form';
import { checkStore, EMPTY_STORE, storeDraftOf, type StoreDraft } from './store-draft';

const texts: readonly { field: keyof StoreDraft; label: string; placeholder: string; most: number }[] = [
  { field: 'name', label: '店名', placeholder: '顾客付款时会看到', most: 30 },
  { field: 'city', label: '城市', placeholder: '上海', most: 20 },
  { field: 'region', label: '区域', placeholder: '徐汇', most: 20 },
  { field: 'address', label: '地址', placeholder: '幸福路 1 号', most: 100 },
  { field: 'phone', label: '电话', placeholder: '021-55555555', most: 20 },
  { field: 'location', label: '坐标', placeholder: '31.2304,121.4737', most: 40 },
];

const pictureWords = { noun: '门店图片', where: '顾客在首页的门店里看到它' };

function StoreForm({ store }: { store: StoreView | null }) {
  const first = store === null ? EMPTY_STORE : storeDraftOf(store.fields);
  const keepAs = `store:${store ? `${store.storeId}:${store.version}` : 'new'}`;
  const form = useForm({ first, check: checkStore, keepAs });
  const { draft, change } = form;
  const request = useRequestId();
  const save = useAction(async (fields: StoreFields) => {
    const edit = store && { storeId: store.storeId, version: store.version };
    const input = { edit, fields };
    await merchantService.saveStore(input, { requestId: request.idFor(input) });
    request.done();
    form.saved();
    await leavePage();
  });
  return (
    <FormBody form={form}>
      <FormPanel>
        {texts.map(({ field, label, placeholder, most }) => (
          <TextField
            key={field}
            id={field}
            label={label}
            placeholder={placeholder}
            maxlength={most}
            value={draft[field]}
            onType={(typed) => change({ [field]: typed })}
          />
        ))}
        <TimeField
          id="opensAt"
          label="开门"
          {...pickedIn(draft, change, 'opensAt')}
          opensAt="08:00"
          clearable
        />
        <TimeField
          id="closesAt"
          label="关门"
          {...pickedIn(draft, change, 'closesAt')}
          opensAt="22:00"
          clearable
        />
      </FormPanel>
      <SaveBar
        id="save"
        text={store === null ? '新建门店' : '保存'}
        form={form}
        busy={save.busy}
        error={save.error}
        onSave={(fields) => void save.run(fields)}
      />
    </FormBody>
  );
}

const readOne = async (id: StoreId | null): Promise<{ store: StoreView | null }> => {
  if (id === null) return { store: null };
  const { stores } = await merchantService.listStores({});
  const store = stores.find(({ storeId }) => storeId === id);
  if (!store) throw refuse('store_not_found');
  return { store };
};

/** 门店资料: one store, made or changed, closed and opened again. */
export default function StorePage() {
  const { params } = useRouter();
  const id = isStoreId(params['id']) ? params['id'] : null;
  const { state, reload } = useCall(() => readOne(id));
  useOnShow(() => {
    // Coming back does not throw away what was typed.
    if (state.status !== 'ready') void reload();
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          {state.snapshot.data.store && (
            <>
              <OpenForm store={state.snapshot.data.store} onChange={() => void reload()} />
              <ShopPicture place={state.snapshot.data.store.storeId} words={pictureWords} />
            </>
          )}
          <StoreForm store={state.snapshot.data.store} />
        </>
      )}
    </PageShell>
  );
}
