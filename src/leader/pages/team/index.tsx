import { Text, View } from '@tarojs/components';
import { Fact, Facts } from '@/components/facts';
import { PagedList } from '@/components/list/paged-list';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import type { LeaderApi } from '@contracts/leader/leader';
import { emblemOf } from '@contracts/primitives/tier/tier-look';
import { chinaDateOf } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { leaderService } from '@/services';
import { LeadersOnly } from '../../components/leaders-only';
import { DayBars } from './day-bars';
import { Groups } from './groups';
import { sourceTexts } from './source-text';
import styles from './index.module.scss';

const readFigures = async () => {
  const [figures, groups] = await Promise.all([
    leaderService.readFigures({}),
    leaderService.listGroups({ cursor: null }),
  ]);
  return { figures, groups };
};
type TeamMember = ReturnType<LeaderApi['listTeam']>['members'][number];
type Loaded = Awaited<ReturnType<typeof readFigures>>;

function Totals({ totals }: Loaded['figures']) {
  return (
    <View className={styles['totals']}>
      <Total value={totals.joins} name="带来会员" />
      <Total value={totals.firstOrders} name="首单" />
      <Total
        value={totals.joins === 0 ? '—' : `${Math.round((totals.converted / totals.joins) * 100)}%`}
        name="已下首单"
      />
    </View>
  );
}

const Total = ({ value, name }: { value: number | string; name: string }) => (
  <View className={styles['total']}>
    <Text className={styles['number']}>{String(value)}</Text>
    <Text className={styles['small']}>{name}</Text>
  </View>
);

function Sources({ sources }: { sources: Loaded['figures']['sources'] }) {
  const known = sourceTexts.filter(({ source }) => (sources[source] ?? 0) > 0);
  if (known.length === 0) return null;
  return (
    <>
      <SectionTitle text="从哪里来" />
      <Facts>
        {known.map(({ source, text }) => (
          <Fact key={source} name={text} value={`${sources[source] ?? 0} 人`} />
        ))}
      </Facts>
    </>
  );
}

const readTeam = async (cursor: string | null) => {
  const { members, nextCursor, now } = await leaderService.listTeam({ cursor });
  return { items: members, nextCursor, now };
};

function Team() {
  const list = usePagedCall(readTeam);
  return (
    <>
      <SectionTitle text="团队成员" />
      <PagedList
        list={list}
        keyOf={({ joinedAt }, position) => `${joinedAt}-${position}`}
        row={(member) => <Member member={member} />}
        empty={{ title: '还没有成员', text: '让邻居扫你的团码，入会后会列在这里' }}
      />
    </>
  );
}

const Member = ({ member }: { member: TeamMember }) => (
  <View className={styles['member']}>
    <View className={styles['who']}>
      <View className={styles['named']}>
        <Text>{member.name}</Text>
        {member.tier && (
          <Text className={styles['tier']}>{`${emblemOf[member.tier.look]} ${member.tier.name}`}</Text>
        )}
      </View>
      <Text className={styles['small']}>
        {`${chinaDateOf(member.joinedAt)} 入会${member.takenOver ? ' · 接手' : ''}`}
      </Text>
    </View>
    <Text className={member.hasOrdered ? styles['ordered'] : styles['small']}>
      {member.hasOrdered ? '已下首单' : '还没下单'}
    </Text>
  </View>
);

/** 我的团队: figures, days, sources, groups, and who is in it, without their names. */
export default function TeamPage() {
  const { state, reload } = useCall(readFigures);
  const again = () => void reload();
  useOnShow(again);
  const loaded = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <LeadersOnly error={state.error} onRetry={again} />}
      {loaded && (
        <>
          <Totals {...loaded.figures} />
          {(loaded.figures.totals.received > 0 || loaded.figures.totals.handedOver > 0) && (
            <Facts>
              <Fact name="接手的成员" value={`${loaded.figures.totals.received} 人`} />
              <Fact name="交出的成员" value={`${loaded.figures.totals.handedOver} 人`} />
            </Facts>
          )}
          <DayBars days={loaded.figures.days} />
          <Sources sources={loaded.figures.sources} />
          <Groups groups={loaded.groups.groups} withoutGroup={loaded.groups.withoutGroup} />
          <Team />
        </>
      )}
    </PageShell>
  );
}
