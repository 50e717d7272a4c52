import { useState } from 'react';
import { useToast } from '@/components/sheet/toast';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { leaderService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { ApplicationCard } from './application-card';

/** 团长申请: who waits, and yes or no with a reason. */
export default function ApplicationsPage() {
  const [decided, setDecided] = useState(0);
  const { say, toast } = useToast();
  const list = usePagedCall(async (cursor) =>
    pageOf(
      await leaderService.listApplications({
        status: 'waiting',
        cursor,
      }),
      'applications',
    ),
  );
  const again = () => void list.reload();
  return (
    <StaffList
      list={list}
      outline={3}
      keyOf={(application) => `${application.applicationId}-${application.appliedAt}`}
      row={(application) => (
        <ApplicationCard
          application={application}
          onDecided={(text) => {
            setDecided(decided + 1);
            say(text);
            again();
          }}
        />
      )}
      empty={{
        icon: 'check',
        title: decided > 0 ? '都处理完了' : '没有待审核的申请',
        text: '会员申请当团长后会列在这里，先来的在前',
      }}
    >
      {toast}
    </StaffList>
  );
}
