import { PageShell } from '@/components/page/page-shell';
import { AlarmList } from './alarm-list';
import { QuarantineList } from './quarantine-list';

/** 运行状况: what keeps failing behind the scenes, and which documents stand aside because of it. */
export default function HealthPage() {
  return (
    <PageShell>
      <AlarmList />
      <QuarantineList />
    </PageShell>
  );
}
