import { Text } from '@tarojs/components';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { chinaTimeText } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { alarmAdvice, alarmTitle } from './alarm-text';
import styles from './index.module.scss';

/** Alarms, open ones and past ones, newest first. */
export function AlarmList() {
  const list = usePagedCall(async (cursor) => pageOf(await messageService.listAlarms({ cursor }), 'alarms'));
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      outline={3}
      name="alarms"
      endless={false}
      keyOf={({ kind, subject }) => `${kind}:${subject}`}
      row={({ kind, subject, detail, raisedAt, clearedAt }) => (
        <Card>
          <CardHead title={alarmTitle(kind, subject)} />
          {clearedAt === null ? (
            <Text className={styles['open']}>
              {chinaTimeText(raisedAt)} {alarmAdvice(kind)}
            </Text>
          ) : (
            <CardLine text={`${chinaTimeText(raisedAt)} 告警 · ${chinaTimeText(clearedAt)} 已恢复`} />
          )}
          <CardLine text={detail} />
        </Card>
      )}
      empty={{ icon: 'check', title: '一切正常', text: '后台任务没有连续失败的' }}
    />
  );
}
