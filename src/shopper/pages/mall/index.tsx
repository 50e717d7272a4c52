import { Text } from '@tarojs/components';
import { useRef } from 'react';
import { Icon } from '@/components/icon';
import { MembersOnly } from '@/components/page/members-only';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import { Tappable } from '@/components/tappable';
import { points, pointsText } from '@contracts/primitives/points';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openPoints, openReward } from '@/platform/opening/navigation';
import { pointsService } from '@/services';
import { RewardCard } from '../../components/reward-card';
import styles from './index.module.scss';

/** 积分商城: what points are exchanged for; a tap shows every condition first. */
export default function MallPage() {
  const balance = useRef(points(0));
  const list = usePagedCall(async (cursor) => {
    const answer = await pointsService.listRewards({ cursor });
    balance.current = answer.balance;
    return { items: answer.rewards, nextCursor: answer.nextCursor, now: answer.now };
  });
  return (
    <PageShell>
      <PagedList
        list={list}
        Failure={MembersOnly}
        keyOf={(reward) => reward.id}
        row={(reward) => (
          <Tappable id={`reward-${reward.id}`} onPress={() => void openReward(reward.id)}>
            <RewardCard reward={reward} balance={balance.current} />
          </Tappable>
        )}
        empty={{ title: '现在没有可兑换的商品', text: '商家上新后会放在这里' }}
        head={
          <Tappable id="how-to-earn" className={styles['mine']} onPress={() => void openPoints()}>
            <Icon name="points" />
            <Text className={styles['balance']}>我有 {pointsText(balance.current)} 积分可用</Text>
            <Text className={styles['how']}>怎么得积分</Text>
            <Icon name="chevron" />
          </Tappable>
        }
      />
    </PageShell>
  );
}
