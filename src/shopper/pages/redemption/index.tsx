import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { CodePicture } from '@/components/member/code-picture';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { errorCatalogue, refuse } from '@contracts/errors';
import type { RedemptionView } from '@contracts/points/points-mall';
import { isRedemptionId } from '@contracts/primitives/ids';
import { pickupCodeText } from '@contracts/primitives/codes/pickup-code';
import { pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { openCoupons, openMall } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { pointsService } from '@/services';
import { redemptionWords } from '@contracts/primitives/words/redemption-words';
import { redemptionName } from '../../components/reward-text';
import styles from './index.module.scss';

function PickupCode({ code, storeName }: { code: string; storeName: string | null }) {
  return (
    <View className={styles['code']}>
      <Text className={styles['hint']}>{storeName === null ? '' : `到「${storeName}」`}出示给店员</Text>
      <View className={styles['picture']} ariaRole="img" ariaLabel="兑换码二维码">
        <CodePicture kind="qr" text={code} />
      </View>
      <Text className={styles['digits']} userSelect>
        {pickupCodeText(code)}
      </Text>
      <Text className={styles['hint']}>扫不出来时，店员可以输入这 12 位兑换码</Text>
    </View>
  );
}

function DoneNote({ redemption }: { redemption: RedemptionView }) {
  const { kind, state } = redemption;
  if (state === 'cancelled')
    return <PageNote icon="note" title="已取消" text="积分已原路退回，可以再去看看别的" />;
  if (kind === 'charity')
    return (
      <PageNote icon="check" title="谢谢你的心意" text={`已捐出 ${pointsText(redemption.points)} 积分`} />
    );
  if (kind === 'coupon')
    return (
      <PageNote icon="check" title="兑换成功" text="优惠券已放进「我的优惠券」">
        <ActionButton id="coupons" onPress={() => void openCoupons()}>
          去看看优惠券
        </ActionButton>
      </PageNote>
    );
  const title = kind === 'service' ? '已使用' : '已自提';
  return <PageNote icon="check" title={title} text="店员已核销这张兑换单" />;
}

function Details({ redemption }: { redemption: RedemptionView }) {
  const { createdAt, doneAt, cancelledAt, storeName } = redemption;
  return (
    <Facts>
      <Fact name={redemptionName(redemption)} value={redemptionWords(redemption)} />
      <Fact name="用掉积分" value={pointsText(redemption.points)} />
      {storeName !== null && <Fact name="门店" value={storeName} />}
      <Fact name="兑换时间" value={chinaTimeText(createdAt)} />
      {doneAt !== null && redemption.code !== null && <Fact name="核销时间" value={chinaTimeText(doneAt)} />}
      {cancelledAt !== null && <Fact name="取消时间" value={chinaTimeText(cancelledAt)} />}
    </Facts>
  );
}

function Cancel({ redemption, onDone }: { redemption: RedemptionView; onDone: () => void }) {
  const { ask, sheet } = useConfirmSheet();
  const cancel = useAction(async () => {
    const sure = await ask({
      title: '取消这张兑换单？',
      lines: [`${pointsText(redemption.points)} 积分原路退回，兑换码作废，不能恢复。`],
      yes: '取消兑换',
    });
    if (!sure) return;
    await pointsService.cancelRedemption({ redemptionId: redemption.id }).finally(onDone);
  });
  return (
    <>
      {cancel.error && <InlineNote text={errorCatalogue[cancel.error.code].message} />}
      <ActionButton
        id="cancel"
        look="quiet"
        disabled={cancel.busy}
        onPress={() => void cancel.run(undefined)}
      >
        {cancel.busy ? '正在取消…' : '不要了，退回积分'}
      </ActionButton>
      {sheet}
    </>
  );
}

/** 兑换单: the result of an exchange, its code for the counter, and the way back while nobody picked it up. */
export default function RedemptionPage() {
  const { params } = useRouter();
  const { state, reload } = useCall(async () => {
    if (!isRedemptionId(params['id'])) throw refuse('redemption_not_found');
    return pointsService.readRedemption({ redemptionId: params['id'] });
  });
  useOnShow(() => void reload());
  const redemption = state.status === 'ready' ? state.snapshot.data.redemption : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={2} Failure={MembersOnly} />
      {redemption && (
        <>
          {redemption.state === 'waiting' && redemption.code !== null ? (
            <PickupCode code={redemption.code} storeName={redemption.storeName} />
          ) : (
            <DoneNote redemption={redemption} />
          )}
          <Details redemption={redemption} />
          {redemption.state === 'waiting' && <Cancel redemption={redemption} onDone={() => void reload()} />}
          {redemption.state !== 'waiting' && (
            <ActionButton id="mall" look="secondary" onPress={() => void openMall()}>
              去积分商城
            </ActionButton>
          )}
        </>
      )}
    </PageShell>
  );
}
