import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { StaleNote } from '@/components/page/stale-note';
import { chinaTimeText } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { alarmAdvice, alarmTitle } from './alarm-words';
import styles from './index.module.scss';

/** Alarms, open ones and past ones, newest first. */
export function AlarmList() {
  const list = usePagedCall(async (cursor) => {
    const { alarms, nextCursor, now } = await messageService.listAlarms({ cursor });
    return { items: alarms, nextCursor, now };
  });
  const { state, reload } = list;
  useEffect(() => void reload(), [reload]);
  if (state.status === 'loading') return <PageLoading card={false} rows={3} />;
  if (state.status === 'failed') return <StaffOnly error={state.error} onRetry={() => void reload()} />;
  if (list.shown.length === 0)
    return <PageNote icon="check" title="一切正常" text="后台任务没有连续失败的" />;
  return (
    <>
      <StaleNote state={state} onRetry={() => void reload()} />
      {list.shown.map(({ kind, subject, detail, raisedAt, clearedAt }) => (
        <View key={`${kind}:${subject}`} className={styles['card']}>
          <Text className={styles['title']}>{alarmTitle(kind, subject)}</Text>
          {clearedAt === null ? (
            <Text className={styles['open']}>
              {chinaTimeText(raisedAt)} {alarmAdvice(kind)}
            </Text>
          ) : (
            <Text className={styles['small']}>
              {chinaTimeText(raisedAt)} 告警 · {chinaTimeText(clearedAt)} 已恢复
            </Text>
          )}
          <Text className={styles['small']}>{detail}</Text>
        </View>
      ))}
      {list.hasMore && (
        <ActionButton id="more-alarms" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </>
  );
}
