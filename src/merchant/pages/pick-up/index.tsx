import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { FormHint, FormPanel } from '@/components/form/form';
import { ScanButton } from '@/components/form/scan-button';
import { NumberField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { PageShell } from '@/components/page/page-shell';
import { ResultView } from '@/components/result/result-view';
import { errorCatalogue, refuse } from '@contracts/errors';
import type { PointsApi } from '@contracts/points/points';
import type { RedemptionView } from '@contracts/points/points-mall';
import { readFulfillmentCode } from '@contracts/primitives/codes/fulfillment-code';
import { isPickupCode, type PickupCode } from '@contracts/primitives/codes/pickup-code';
import { pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { numberTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { openBillToFulfill } from '@/platform/opening/navigation';
import { pointsService } from '@/services';
import { RoleGate } from '../../components/role-gate';
import styles from './index.module.scss';

type Found = ReturnType<PointsApi['lookUpRedemption']> & { code: PickupCode };

const thing = ({ name, skuName, quantity }: RedemptionView): string =>
  `${name}${skuName === null ? '' : `（${skuName}）`} × ${quantity}`;

const refusalText = ({ state, doneAt, cancelledAt }: RedemptionView): string | null => {
  if (state === 'done') return `${doneAt === null ? '' : chinaTimeText(doneAt)} 已经发过了，请勿重复发放`;
  if (state === 'cancelled')
    return `${cancelledAt === null ? '' : chinaTimeText(cancelledAt)} 顾客已取消，不要发放`;
  return null;
};

interface AskCodeProps {
  typed: string;
  busy: boolean;
  onType: (typed: string) => void;
  onScan: (shown: string) => void;
  onLookUp: () => void;
  /** Why the last one was refused. */
  children: ReactNode;
}

const AskCode = ({ typed, busy, onType, onScan, onLookUp, children }: AskCodeProps) => (
  <>
    <FormPanel>
      <NumberField
        id="code"
        label="兑换码"
        placeholder="扫不了时输入 12 位"
        maxlength={30}
        value={typed}
        onType={onType}
      />
      <FormHint text="扫顾客「我的兑换」或订单页里的二维码，先看清要发什么，再核销" />
    </FormPanel>
    {children}
    <View className={styles['actions']}>
      <ScanButton id="scan" text="扫兑换码或提货码" busy={busy} onScan={onScan} />
      <ActionButton id="look-up" look="secondary" disabled={busy} onPress={onLookUp}>
        按输入的号码查
      </ActionButton>
    </View>
  </>
);

/** Whose it is and what to give out, before the tap that does it. */
function FoundView({ found, onPickedUp }: { found: Found; onPickedUp: (done: RedemptionView) => void }) {
  const { redemption, holder, code } = found;
  const refusal = refusalText(redemption);
  const request = useRequestId();
  const verify = useAction(async () => {
    const done = await pointsService.verifyRedemption({ code }, { requestId: request.idFor(code) });
    onPickedUp(done.redemption);
  });
  return (
    <>
      <Facts>
        <Fact name="发放" value={thing(redemption)} tone="total" />
        <Fact name="会员" value={`${holder.nickname ?? '会员'} ${holder.phone ?? ''}`} />
        <Fact name="用掉积分" value={pointsText(redemption.points)} />
        {redemption.storeName !== null && <Fact name="约定门店" value={redemption.storeName} />}
        <Fact name="兑换时间" value={chinaTimeText(redemption.createdAt)} />
      </Facts>
      {refusal !== null && <InlineNote text={refusal} />}
      {verify.error && <InlineNote text={errorCatalogue[verify.error.code].message} />}
      {refusal === null && (
        <ActionButton id="verify" disabled={verify.busy} onPress={() => void verify.run(undefined)}>
          {verify.busy ? '正在核销…' : '东西已交给顾客，核销'}
        </ActionButton>
      )}
    </>
  );
}

type Step =
  { kind: 'ready' } | { kind: 'found'; found: Found } | { kind: 'done'; redemption: RedemptionView };

/** 发放兑换品: scan or type the code, look, give it out, confirm. Two taps, and no doubt about the result. */
export default function PickUpPage() {
  const [step, setStep] = useState<Step>({ kind: 'ready' });
  const [typed, setTyped] = useState('');
  const lookUp = useAction(async (shown: string) => {
    const code = numberTyped(shown);
    // Checked here: a digit typed wrong is told at once.
    if (!isPickupCode(code)) throw refuse('redemption_not_found');
    setStep({ kind: 'found', found: { ...(await pointsService.lookUpRedemption({ code })), code } });
  });
  const read = async (shown: string) => {
    const order = readFulfillmentCode(shown);
    if (order) await openBillToFulfill(order.orderId, order.proof);
    else await lookUp.run(shown);
  };
  const next = () => {
    setTyped('');
    setStep({ kind: 'ready' });
  };
  return (
    <PageShell>
      <RoleGate role="clerk">
        {step.kind === 'ready' && (
          <AskCode
            typed={typed}
            busy={lookUp.busy}
            onType={setTyped}
            onScan={(shown) => void read(shown)}
            onLookUp={() => void lookUp.run(typed)}
          >
            {lookUp.error && <InlineNote text={errorCatalogue[lookUp.error.code].message} />}
          </AskCode>
        )}
        {step.kind === 'found' && (
          <>
            <FoundView
              found={step.found}
              onPickedUp={(redemption) => setStep({ kind: 'done', redemption })}
            />
            <ActionButton id="next" look="quiet" onPress={next}>
              换一位
            </ActionButton>
          </>
        )}
        {step.kind === 'done' && (
          <ResultView title="核销成功" text={`已发放：${thing(step.redemption)}`}>
            <ActionButton id="next" onPress={next}>
              下一位
            </ActionButton>
          </ResultView>
        )}
      </RoleGate>
    </PageShell>
  );
}
