import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { memberService } from '@/services';
import { DetailsForm } from './details-form';
import { Portrait } from './portrait';
import { RewardNote } from './reward-note';

const readDetails = () => memberService.readDetails({});

/** 会员资料: what a member tells of themselves, each for a reason that stands beside it, none of it needed. */
export default function ProfilePage() {
  const { state, reload } = useCall(readDetails);
  const again = () => void reload();
  useOnShow(again);
  const details = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={3} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={again} />}
      {details && (
        <>
          <RewardNote details={details} />
          <Portrait avatar={details.avatar} name={details.nickname ?? '会员'} onChanged={again} />
          <DetailsForm details={details} onSaved={again} />
        </>
      )}
    </PageShell>
  );
}
