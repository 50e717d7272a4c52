import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { validityText } from '@/components/coupon/coupon-text';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import type { PackView } from '@contracts/coupon/coupon-admin';
import { instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openPack } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import { channelWord, packStatusWords } from '../../components/words/pack-words';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

const PackCard = ({ pack }: { pack: PackView }) => (
  <Tappable id={`pack-${pack.packId}`} className={styles['card']} onPress={() => void openPack(pack.packId)}>
    <View className={styles['head']}>
      <Text className={styles['title']}>{pack.name}</Text>
      <Text className={styles['status']}>
        {channelWord(pack.channel)} · {packStatusWords[pack.status]}
      </Text>
    </View>
    {pack.items.map(({ terms, validity, quantity }, position) => (
      <Text key={position} className={styles['small']}>
        {terms.title}
        {quantity > 1 ? ` ×${quantity}` : ''}，{validityText(validity)}
      </Text>
    ))}
  </Tappable>
);

/** 券包: what each occasion gives, with the clock of every step. */
export default function PacksPage() {
  const list = usePagedCall(async (cursor) => {
    const { packs, nextCursor } = await couponService.listPacks({ cursor });
    return { items: packs, nextCursor, now: instant(Date.now()) };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && (
        <View className={styles['top']}>
          <ActionButton id="new-pack" onPress={() => void openPack(null)}>
            新建券包
          </ActionButton>
        </View>
      )}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有券包" text="新建一个，入会时就能发" />
      )}
      {list.shown.map((pack) => (
        <PackCard key={pack.packId} pack={pack} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
