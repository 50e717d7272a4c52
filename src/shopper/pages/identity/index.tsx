import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { identityService } from '@/services';
import { Closure } from './closure';
import { ExportData } from './export-data';
import { Linked } from './linked';
import { Phone } from './phone';

const readMine = () => identityService.readMine({});

/** 身份与隐私: what is linked, the phone number, one's data, and the way out. */
export default function IdentityPage() {
  const { state, reload } = useCall(readMine);
  const again = () => void reload();
  useOnShow(again);
  const mine = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={again} />}
      {mine && (
        <>
          <Phone mine={mine} onChanged={again} />
          <Linked mine={mine} />
          <ExportData />
          <Closure closesAt={mine.closesAt} onChanged={again} />
        </>
      )}
    </PageShell>
  );
}
