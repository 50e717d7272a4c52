import { Text } from '@tarojs/components';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { chinaEndText, chinaTimeText } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import { dropText } from '../../components/words/message-text';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

/** Reminders whose time came and that were not sent, with the reason. */
export function DroppedList() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await messageService.listDropped({ cursor }), 'dropped'),
  );
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ kind, dueAt }, position) => `${kind}-${dueAt}-${position}`}
      row={({ kind, reason, dueAt, deadline }) => (
        <Card>
          <CardHead title={messageKindTexts[kind]} />
          <CardLine text={`原定 ${chinaTimeText(dueAt)} · ${chinaEndText(deadline)} 前有意义`} />
          <Text className={styles['reason']}>{dropText[reason]}</Text>
        </Card>
      )}
      empty={{ icon: 'check', title: '这里是空的', text: '到时间的提醒都发了' }}
    />
  );
}
