import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { chinaTimeText } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openApplications } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { leaderService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { LeaderCard } from './leader-card';
import styles from './index.module.scss';

const readJournal = () => leaderService.listHandovers({ cursor: null });

function Journal({ handovers }: Pick<Awaited<ReturnType<typeof readJournal>>, 'handovers'>) {
  if (handovers.length === 0) return null;
  return (
    <>
      <SectionTitle text="交接记录" />
      {handovers.map((handover) => (
        <View key={handover.handoverId} className={styles['card']}>
          <Text>{`${handover.fromName} → ${handover.toName}：${handover.moved} 位成员`}</Text>
          <Text className={styles['small']}>
            {`${chinaTimeText(handover.at)} · ${handover.byName} · ${handover.reason}`}
          </Text>
          <Text className={styles['small']}>
            {handover.status === 'done' ? '已完成' : '进行中，会自动完成'}
          </Text>
        </View>
      ))}
    </>
  );
}

/** 团长管理: everybody who leads, pausing them, handing their team over, and what was handed over before. */
export default function LeadersPage() {
  const list = usePagedCall(async (cursor) => {
    const { leaders, nextCursor, now } = await leaderService.listLeaders({ cursor });
    return { items: leaders, nextCursor, now };
  });
  const journal = useCall(readJournal);
  const { state, reload } = list;
  const again = () => {
    void reload();
    void journal.reload();
  };
  useOnShow(again);
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {state.status === 'ready' && (
        <View className={styles['tools']}>
          <ActionButton id="applications" look="secondary" onPress={() => void openApplications()}>
            团长申请
          </ActionButton>
        </View>
      )}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有团长" text="通过申请后会列在这里" />
      )}
      {list.shown.map((leader) => (
        <LeaderCard key={leader.leaderId} leader={leader} others={list.shown} onChange={again} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
      {journal.state.status === 'ready' && <Journal handovers={journal.state.snapshot.data.handovers} />}
    </PageShell>
  );
}
