import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { StaleNote } from '@/components/page/stale-note';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { BadgeCard } from './badge-card';
import { CheckInCard } from './check-in-card';
import { TaskCard } from './task-card';
import { VisitCard } from './visit-card';
import { WheelCard } from './wheel-card';

async function readAll() {
  const [checkIn, tasks, visits, badges, wheel] = await Promise.all([
    playService.readCheckInRule({}),
    playService.readTaskRule({}),
    playService.readVisitRule({}),
    playService.readBadgeRule({}),
    playService.readWheelRule({}),
  ]);
  return { checkIn, tasks, visits, badges, wheel };
}

/** 签到与福利: what is offered now, as members read it, and what was published before. */
export default function PlayPage() {
  const { state, reload } = useCall(readAll);
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {data && (
        <>
          <CheckInCard published={data.checkIn} onChange={reload} />
          <TaskCard published={data.tasks} onChange={reload} />
          <VisitCard published={data.visits} onChange={reload} />
          <BadgeCard published={data.badges} onChange={reload} />
          <WheelCard published={data.wheel} onChange={reload} />
        </>
      )}
    </PageShell>
  );
}
