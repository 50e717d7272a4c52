import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { Icon, type IconName } from '@/components/icon';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import type { PointsApi } from '@contracts/points/points';
import { pointsText } from '@contracts/primitives/points';
import { useCall } from '@/hooks/use-call';
import { openMall, openPointsEntries, openRedemptions } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { pointsService } from '@/services';
import { Conditions } from '../../components/conditions';
import { lotEndText, nextExpiryText, nextPendingText } from '../../components/points-text';
import styles from './index.module.scss';

type PointsHome = ReturnType<PointsApi['readHome']>;

const readHome = () => pointsService.readHome({});

function Balance({ home }: { home: PointsHome }) {
  return (
    <View className={styles['balance']}>
      <Text className={styles['label']}>可用积分</Text>
      <Text className={styles['amount']}>{pointsText(home.balance)}</Text>
      <Text>{nextExpiryText(home)}</Text>
      {home.nextPending !== null && <Text>{nextPendingText(home)}</Text>}
      {home.debt > 0 && (
        <Text className={styles['debt']}>
          还欠 {pointsText(home.debt)} 积分：退款时该收回的已经用掉了，以后得到的积分先还上
        </Text>
      )}
    </View>
  );
}

interface WayProps {
  id: string;
  icon: IconName;
  text: string;
  onPress: () => void;
}

const Way = ({ id, icon, text, onPress }: WayProps) => (
  <Tappable id={id} className={styles['way']} onPress={onPress}>
    <Icon name={icon} />
    <Text>{text}</Text>
  </Tappable>
);

const Lots = ({ lots, now }: Pick<PointsHome, 'lots' | 'now'>) => (
  <>
    <SectionTitle text="最先用掉的积分" />
    <View className={styles['panel']}>
      {lots.map(({ points, expiresAt, reason }, position) => (
        <View key={position} className={styles['lot']}>
          <View className={styles['came']}>
            <Text>{reason}</Text>
            <Text className={styles['when']}>{lotEndText(expiresAt, now)}</Text>
          </View>
          <Text className={styles['points']}>{pointsText(points)}</Text>
        </View>
      ))}
    </View>
  </>
);

/** 我的积分: what there is, what expires next and how much, how it came, and how more is earned. */
export default function PointsPage() {
  const { state, reload } = useCall(readHome);
  useOnShow(() => void reload());
  const home = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={2} Failure={MembersOnly} />
      {home && (
        <>
          <Balance home={home} />
          <View className={styles['ways']}>
            <Way id="mall" icon="gift" text="积分商城" onPress={() => void openMall()} />
            <Way id="entries" icon="receipt" text="积分明细" onPress={() => void openPointsEntries()} />
            <Way id="redemptions" icon="bag" text="我的兑换" onPress={() => void openRedemptions()} />
          </View>
          {home.lots.length > 0 && <Lots lots={home.lots} now={home.now} />}
          {home.ruleLines.length > 0 && (
            <>
              <SectionTitle text="怎么得，怎么用" />
              <Conditions lines={home.ruleLines} />
            </>
          )}
          {home.ruleLines.length === 0 && home.lots.length === 0 && (
            <PageNote icon="empty" title="这里还没有积分" text="商家开始送积分后，会在这里写明怎么得、怎么用">
              <ActionButton id="retry" look="secondary" onPress={() => void reload()}>
                刷新看看
              </ActionButton>
            </PageNote>
          )}
        </>
      )}
    </PageShell>
  );
}
