import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { openPacks, openTemplate } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';
import { TemplateCard } from './template-card';

/** 券模板: what is published, what is left, and the two things one may have to do to coupons that are out. */
export default function TemplatesPage() {
  const list = usePagedCall(async (cursor) => {
    const { templates, nextCursor } = await couponService.listTemplates({ cursor });
    return { items: templates, nextCursor, now: instant(Date.now()) };
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
          <ActionButton id="new-template" onPress={() => void openTemplate(null)}>
            新建券模板
          </ActionButton>
          <ActionButton id="packs" look="secondary" onPress={() => void openPacks()}>
            券包：入会、首次消费发什么
          </ActionButton>
        </View>
      )}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有券模板" text="新建的券会列在这里" />
      )}
      {list.shown.map((template) => (
        <TemplateCard key={template.templateId} template={template} onChange={() => void reload()} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
