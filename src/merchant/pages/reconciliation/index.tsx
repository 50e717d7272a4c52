import type { ReconciliationView } from '@contracts/office/reconciliation';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { TopActions } from '@/components/card/top-actions';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { useAction } from '@/hooks/use-action';
import { useAskAgain } from '@/hooks/use-ask-again';
import { useCall } from '@/hooks/use-call';
import { openBill } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { officeService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { checkTexts } from '../../components/words/reconciliation-text';
import { stateOf } from './check-state';

const CheckCard = ({ check }: { check: ReconciliationView }) => {
  const { last, running } = check;
  const { text, tone } = stateOf(check);
  return (
    <Card id={`check-${check.check}`}>
      <CardHead title={checkTexts.get(check.check) ?? check.check} state={text} tone={tone} />
      {running && <CardLine text={`正在核对，已看 ${running.looked} 份`} />}
      {last && <CardLine text={`${chinaTimeText(last.finishedAt)} 核对了 ${last.looked} 份`} />}
      {last?.found.map(({ text: found, orderId }, position) =>
        orderId === null ? (
          <CardLine key={`${position}-${found}`} text={found} />
        ) : (
          <ActionButton
            key={`${position}-${found}`}
            id={`order-${position}`}
            look="quiet"
            onPress={() => void openBill(orderId)}
          >
            {found}
          </ActionButton>
        ),
      )}
      {last && last.differences > last.found.length && (
        <CardLine text={`还有 ${last.differences - last.found.length} 处没有列出`} />
      )}
    </Card>
  );
};

const readAll = () => officeService.readReconciliation({});

/** 对账: what the books say against each other, every night at four and on request. */
export default function ReconciliationPage() {
  const { state, reload } = useCall(readAll);
  useOnShow(() => void reload());
  const start = useAction(async () => {
    await officeService.startReconciliation({});
    await reload();
  });
  const checks = state.status === 'ready' ? state.snapshot.data.checks : [];
  const isRunning = checks.some(({ running }) => running !== null);
  useAskAgain(isRunning, reload);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={5} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          <TopActions>
            <ActionButton
              id="start"
              disabled={start.busy || isRunning}
              onPress={() => void start.run(undefined)}
            >
              {isRunning ? '正在核对，几分钟内出结果' : '现在对一次'}
            </ActionButton>
          </TopActions>
          {start.error && <InlineNote text={start.error.message} />}
          {checks.map((check) => (
            <CheckCard key={check.check} check={check} />
          ))}
        </>
      )}
    </PageShell>
  );
}
