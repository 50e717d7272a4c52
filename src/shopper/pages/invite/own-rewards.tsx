import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { PageFailure } from '@/components/page/page-failure';
import { SectionTitle } from '@/components/section-title';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { referralService } from '@/services';
import { Reward } from './reward';
import styles from './index.module.scss';

/** 我的奖励: everything one got or is waiting for, as inviter, at a milestone or as the friend who was invited. */
export function OwnRewards() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await referralService.listRewards({ cursor }), 'rewards'),
  );
  const { state, reload } = list;
  useLoadOnShow(reload);
  if (state.status === 'failed')
    return (
      <>
        <SectionTitle text="我的奖励" />
        <PageFailure error={state.error} onRetry={() => void reload()} />
      </>
    );
  if (list.shown.length === 0) return null;
  return (
    <>
      <SectionTitle text="我的奖励" />
      <View id="own-rewards" className={styles['panel']}>
        {list.shown.map((reward, at) => (
          <Reward key={reward.id} reward={reward} isFirst={at === 0} />
        ))}
        {list.hasMore && (
          <ActionButton id="more-rewards" look="quiet" disabled={list.loading} onPress={list.showMore}>
            {list.loading ? '正在加载…' : '再看一些奖励'}
          </ActionButton>
        )}
        <Text className={styles['soft']}>收到或被收回时，消息里会告诉你。</Text>
      </View>
    </>
  );
}
