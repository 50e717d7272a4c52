import { Text } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { Card, CardLine } from '@/components/card/card';
import { TopActions } from '@/components/card/top-actions';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import { useToast } from '@/components/sheet/toast';
import { useCall } from '@/hooks/use-call';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openApplications } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { leaderService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { LeaderCard } from './leader-card';

const readJournal = () => leaderService.listHandovers({ cursor: null });

function Journal({ handovers }: Pick<Awaited<ReturnType<typeof readJournal>>, 'handovers'>) {
  if (handovers.length === 0) return null;
  return (
    <>
      <SectionTitle text="交接记录" />
      {handovers.map((handover) => (
        <Card key={handover.handoverId}>
          <Text>{`${handover.fromName} → ${handover.toName}：${handover.moved} 位成员`}</Text>
          <CardLine text={`${chinaTimeText(handover.at)} · ${handover.byName} · ${handover.reason}`} />
          <CardLine text={handover.status === 'done' ? '已完成' : '进行中，会自动完成'} />
        </Card>
      ))}
    </>
  );
}

/** 团长管理: everybody who leads, pausing them, handing their team over, and what was handed over before. */
export default function LeadersPage() {
  const list = usePagedCall(async (cursor) => pageOf(await leaderService.listLeaders({ cursor }), 'leaders'));
  const journal = useCall(readJournal);
  const { say, toast } = useToast();
  const again = () => {
    void list.reload();
    void journal.reload();
  };
  useOnShow(() => void journal.reload());
  return (
    <StaffList
      list={list}
      keyOf={(leader) => leader.leaderId}
      row={(leader) => <LeaderCard leader={leader} others={list.shown} say={say} onChange={again} />}
      empty={{ title: '还没有团长', text: '通过申请后会列在这里' }}
      head={
        <TopActions>
          <ActionButton id="applications" look="secondary" onPress={() => void openApplications()}>
            团长申请
          </ActionButton>
        </TopActions>
      }
    >
      {journal.state.status === 'ready' && <Journal handovers={journal.state.snapshot.data.handovers} />}
      {toast}
    </StaffList>
  );
}
