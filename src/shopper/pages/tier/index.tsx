import { Text, View } from '@tarojs/components';
import { LinkRow } from '@/components/list/link-row';
import { TierBadge } from '@/components/member/tier-badge';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { SectionTitle } from '@/components/section-title';
import { classNames } from '@/components/class-names';
import type { Club, GrowthApi } from '@contracts/growth/growth';
import { pointsText } from '@contracts/primitives/points';
import type { Instant } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { openCharter, openTierEntries } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { growthService } from '@/services';
import { Conditions } from '../../components/conditions';
import { keepLines, pathShare, pendingText, stepText } from './club-text';
import { Ahead, Rights } from './rights';
import styles from './index.module.scss';

type Growth = ReturnType<GrowthApi['readGrowth']>;

const readGrowth = () => growthService.readGrowth({});

function Hero({ club, now }: { club: Club; now: Instant }) {
  const look = club.tiers[club.level]?.look ?? 'jade';
  return (
    <View className={classNames(styles['hero'], `tier-${look}`)}>
      <TierBadge look={look} name={club.tier} />
      <View className={styles['figure']}>
        <Text className={styles['amount']}>{pointsText(club.growth)}</Text>
        <Text>成长值</Text>
      </View>
      <View className={styles['bar']}>
        <View className={styles['done']} style={{ width: `${pathShare(club)}%` }} />
      </View>
      <Text className={styles['next']}>{club.text}</Text>
      {club.pending > 0 && <Text>{pendingText(club, now)}</Text>}
    </View>
  );
}

/** The path from the lowest tier to the highest, with where the member stands. */
const Path = ({ club }: { club: Club }) => (
  <View className={styles['panel']}>
    {club.tiers.map(({ name, look, entry }, level) => (
      <View key={name} className={classNames(styles['step'], level === club.level && styles['here'])}>
        <View className={classNames(styles['dot'], `tier-${look}`)} />
        <Text className={styles['name']}>{name}</Text>
        <Text className={styles['state']}>{stepText(club, level, entry)}</Text>
      </View>
    ))}
  </View>
);

function ClubView({ club, now }: { club: Club; now: Instant }) {
  const keep = keepLines(club, now);
  return (
    <>
      <Hero club={club} now={now} />
      {keep.length > 0 && (
        <>
          <SectionTitle text="保级" />
          <Conditions lines={keep} />
        </>
      )}
      <SectionTitle text="成长之路" />
      <Path club={club} />
      <Rights rights={club.rights} />
      <Ahead ahead={club.ahead} />
      <LinkRow id="tier-entries" icon="receipt" text="成长值明细" onPress={() => void openTierEntries()} />
      <LinkRow id="charter" icon="note" text="会员章程" onPress={() => void openCharter()} />
      <SectionTitle text="等级规则" />
      <Conditions lines={club.ruleLines} />
    </>
  );
}

const clubOf = ({ club, now }: Growth) =>
  club === null ? (
    <PageNote
      icon="empty"
      title="这里还没有会员等级"
      text="商家开始会员等级后，会在这里写明怎么升级、怎么保级"
    />
  ) : (
    <ClubView club={club} now={now} />
  );

/** 会员中心: the tier, what leads to the next, what keeps it, and the rules. */
export default function TierPage() {
  const { state, reload } = useCall(readGrowth);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={3} Failure={MembersOnly} />
      {state.status === 'ready' && clubOf(state.snapshot.data)}
    </PageShell>
  );
}
