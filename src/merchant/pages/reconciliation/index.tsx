import type { ReconciliationCheck, ReconciliationFinding } from '@contracts/office/kept-values';
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
import {
  openAudit,
  openBill,
  openDeliveries,
  openHealth,
  openMember,
  openTemplate,
} from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { officeService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { checkTexts } from '../../components/words/reconciliation-text';
import { checkState } from './check-state';

/** Where a check as a whole is looked into; of the others every difference leads to what it is about. */
const pageOfCheck: Readonly<Partial<Record<ReconciliationCheck, () => Promise<void>>>> = {
  outbox: openDeliveries,
  quarantine: openHealth,
  audit: () => openAudit(null),
};

function openingOf({ orderId, memberId, templateId }: ReconciliationFinding): (() => Promise<void>) | null {
  if (orderId !== null) return () => openBill(orderId);
  if (memberId !== null) return () => openMember(memberId);
  return templateId === null ? null : () => openTemplate(templateId);
}

function Finding({ id, found }: { id: string; found: ReconciliationFinding }) {
  const open = openingOf(found);
  if (!open) return <CardLine text={found.text} />;
  return (
    <ActionButton id={id} look="quiet" onPress={() => void open()}>
      {found.text}
    </ActionButton>
  );
}

const CheckCard = ({ check }: { check: ReconciliationView }) => {
  const { last, running } = check;
  const open = pageOfCheck[check.check];
  const { text, tone } = checkState(check);
  return (
    <Card id={`check-${check.check}`}>
      <CardHead title={checkTexts.get(check.check) ?? check.check} state={text} tone={tone} />
      {running && <CardLine text={`正在核对，已看 ${running.looked} 份`} />}
      {last && <CardLine text={`${chinaTimeText(last.finishedAt)} 核对了 ${last.looked} 份`} />}
      {last?.found.map((found, position) => (
        <Finding key={`${position}-${found.text}`} id={`${check.check}-${position}`} found={found} />
      ))}
      {last !== null && last.differences > 0 && open && (
        <ActionButton id={`open-${check.check}`} look="quiet" onPress={() => void open()}>
          去看看
        </ActionButton>
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
