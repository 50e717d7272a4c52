import { View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { FormHint, FormPanel } from '@/components/form/form';
import { ScanButton } from '@/components/form/scan-button';
import { StorePicker } from '@/components/form/store-picker';
import { NumberField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { SectionTitle } from '@/components/section-title';
import { useToast } from '@/components/sheet/toast';
import { errorCatalogue, refuse } from '@contracts/errors';
import type { MemberDetailApi } from '@contracts/office/member-detail';
import { isCardNumber } from '@contracts/primitives/codes/card-number';
import { isMemberCode } from '@contracts/primitives/codes/member-code';
import type { StoreId } from '@contracts/primitives/ids';
import { pointsText } from '@contracts/primitives/points';
import { emblemOf } from '@contracts/primitives/tier/tier-look';
import { chinaTimeText } from '@contracts/primitives/time';
import { numberTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService, officeService } from '@/services';
import { NoStore } from '../../components/no-store';
import { ClerksOnly } from '../../components/staff-only';
import { SaidAtCounter, type Shown } from '../../components/voice/said-at-counter';
import styles from './index.module.scss';

type Seen = ReturnType<MemberDetailApi['readMemberAtCounter']>;

/** What a counter needs of a member: what can be used, and what they bought at this store. */
const SeenView = ({ seen }: { seen: Seen }) => (
  <>
    {seen.frozen && <InlineNote text="已冻结：付款照常，不能用券和积分" />}
    <Facts>
      <Fact
        name="会员"
        value={[seen.nickname ?? '没填名字', seen.phone].filter((part) => part !== null).join(' ')}
      />
      <Fact name="会员卡" value={seen.planName} />
      {seen.tier && <Fact name="等级" value={`${emblemOf[seen.tier.look]} ${seen.tier.name}`} />}
      <Fact name="可用积分" value={pointsText(seen.points)} />
      <Fact name="可用券" value={`${seen.usableCoupons} 张`} />
    </Facts>
    <SectionTitle text="在本店的消费" />
    <Facts>
      {seen.orders.length === 0 && <Fact name="最近" value="没有" />}
      {seen.orders.map(({ amountFen, paidAt, refundedFen }, at) => (
        <Fact
          key={at}
          name={paidAt === null ? '' : chinaTimeText(paidAt)}
          value={
            refundedFen > 0 ? `${priceText(amountFen)}，已退 ${priceText(refundedFen)}` : priceText(amountFen)
          }
        />
      ))}
    </Facts>
  </>
);

/** Checked here: a digit typed wrong is told at once. @throws TuankaError card_not_found */
function shownAs(storeId: StoreId, shown: string): Shown {
  if (isMemberCode(shown)) return { storeId, code: shown };
  const cardNumber = numberTyped(shown);
  if (!isCardNumber(cardNumber)) throw refuse('card_not_found');
  return { storeId, cardNumber };
}

/** Looks for whoever shows their code, or says the number of their card, at one store. */
function LookUp({ storeId }: { storeId: StoreId }) {
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<{ seen: Seen; shown: Shown } | null>(null);
  const { say, toast } = useToast();
  const look = useAction(async (shown: string) => {
    setFound(null);
    const who = shownAs(storeId, shown);
    setFound({ seen: await officeService.readMemberAtCounter(who), shown: who });
  });
  return (
    <>
      <FormPanel>
        <NumberField
          id="card"
          label="会员卡号"
          placeholder="扫不了时输入"
          maxlength={30}
          isStep
          value={typed}
          onType={setTyped}
        />
        <FormHint text="请顾客出示会员码。只看得到能用什么、在本店买过什么" />
      </FormPanel>
      {look.error && <InlineNote text={errorCatalogue[look.error.code].message} />}
      <View className={styles['actions']}>
        <ScanButton id="scan" text="扫会员码" busy={look.busy} onScan={(shown) => void look.run(shown)} />
        <ActionButton
          id="look-up"
          look="secondary"
          disabled={look.busy || typed.trim() === ''}
          onPress={() => void look.run(typed)}
        >
          按卡号查
        </ActionButton>
      </View>
      {found && (
        <>
          <SeenView seen={found.seen} />
          <SaidAtCounter shown={found.shown} onWritten={() => say('记下了，运营会处理')} />
        </>
      )}
      {toast}
    </>
  );
}

/** 看会员: for a clerk, in their own store only. */
export default function AtCounterPage() {
  const { state, reload } = useCall(() => merchantService.listMyStores({}));
  useOnShow(() => void reload());
  const [chosen, setChosen] = useState<StoreId | null>(null);
  const stores = state.status === 'ready' ? state.snapshot.data.stores : [];
  const storeId = chosen ?? stores[0]?.storeId ?? null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={2} Failure={ClerksOnly} />
      {state.status === 'ready' && storeId === null && <NoStore />}
      {storeId !== null && (
        <>
          {stores.length > 1 && <StorePicker stores={stores} chosen={storeId} onChoose={setChosen} />}
          <LookUp key={storeId} storeId={storeId} />
        </>
      )}
    </PageShell>
  );
}
