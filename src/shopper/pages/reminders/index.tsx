import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { SubscribeAgain } from '@/components/message/subscribe-again';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { messageService } from '@/services';
import { SettingsForm } from './settings-form';

const readSettings = () => messageService.readSettings({});

/** 提醒设置: which reminders, when not, and how many WeChat still allows. */
export default function RemindersPage() {
  const { state, reload } = useCall(readSettings);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={4} Failure={MembersOnly} />
      {state.status === 'ready' && (
        <>
          <SubscribeAgain onRecorded={() => void reload()} />
          <SettingsForm settings={state.snapshot.data} onSaved={() => void reload()} />
        </>
      )}
    </PageShell>
  );
}
