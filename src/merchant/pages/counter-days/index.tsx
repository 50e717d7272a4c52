import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openAudit } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { officeService } from '@/services';
import { DateField, FormPanel } from '../../components/form-fields';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

/** 柜台异常: whose day at the counter stands out, and why; what was done is in the log. */
export default function CounterDaysPage() {
  const [day, setDay] = useState<ChinaDate | null>(null);
  const [shownDay, setShownDay] = useState('');
  const list = usePagedCall(async (cursor) => {
    const answer = await officeService.listFindings({ day, cursor });
    setShownDay(answer.day);
    return { items: answer.people, nextCursor: answer.nextCursor, now: answer.now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useOnShow(again);
  useEffect(() => void reload(), [day, reload]);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {state.status === 'ready' && (
        <>
          <FormPanel>
            <DateField
              id="day"
              label="哪一天"
              value={shownDay}
              onPick={(date) => setDay(isChinaDate(date) ? date : null)}
            />
          </FormPanel>
          {list.shown.length === 0 && (
            <PageNote
              icon="check"
              title="没有异常"
              text="收现、退款、积分和取消的账单都在平常范围内；几分钟更新一次"
            />
          )}
          {list.shown.map(({ handle, name, findings }) => (
            <View key={handle} className={styles['card']}>
              <SectionTitle text={name} />
              {findings.map(({ kind, text }) => (
                <Text key={kind}>{text}</Text>
              ))}
            </View>
          ))}
          {list.hasMore && (
            <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
              {list.loading ? '正在加载…' : '再看一些'}
            </ActionButton>
          )}
          <ActionButton id="audit" look="secondary" onPress={() => void openAudit()}>
            看操作日志
          </ActionButton>
        </>
      )}
    </PageShell>
  );
}
