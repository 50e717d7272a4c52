import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { refuse } from '@contracts/errors';
import { isRewardId } from '@contracts/primitives/ids';
import { pointsText } from '@contracts/primitives/points';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { pointsService } from '@/services';
import { Conditions } from '../../components/conditions';
import { aboutText, kindText, priceText, rewardConditions } from '../../components/reward-text';
import { ExchangeForm } from './exchange-form';
import styles from './index.module.scss';

/** One reward with everything one has to know, the choices, and the exchange. */
export default function ExchangePage() {
  const { params } = useRouter();
  const { state, reload } = useCall(async () => {
    if (!isRewardId(params['id'])) throw refuse('reward_not_found');
    return pointsService.readReward({ rewardId: params['id'] });
  });
  useOnShow(() => void reload());
  const shown = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={3} Failure={MembersOnly} />
      {shown && (
        <>
          <View className={styles['head']}>
            <Text className={styles['kind']}>{kindText[shown.reward.kind]}</Text>
            <Text className={styles['name']}>{shown.reward.name}</Text>
            <Text className={styles['price']}>{priceText(shown.reward)}</Text>
            <Text className={styles['about']}>{aboutText(shown.reward)}</Text>
          </View>
          {rewardConditions(shown.reward).length > 0 && (
            <>
              <SectionTitle text="兑换须知" />
              <Conditions lines={rewardConditions(shown.reward)} />
            </>
          )}
          <Text className={styles['mine']}>我有 {pointsText(shown.balance)} 积分可用</Text>
          <ExchangeForm reward={shown.reward} balance={shown.balance} onRefused={() => void reload()} />
        </>
      )}
    </PageShell>
  );
}
