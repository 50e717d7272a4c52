import { Text } from '@tarojs/components';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import type { DeliveryState } from '@contracts/message/message';
import { chinaTimeText } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import { channelText, noteText } from '../../components/words/message-text';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

const emptyTexts: Partial<Record<DeliveryState, string>> = {
  failed: '每条该发的微信提醒都发出去了',
  unconfirmed: '没有拿不准的消息',
};

/** Messages in one state, newest first. Whom they went to is not shown. */
export function DeliveryList({ delivery }: { delivery: DeliveryState }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await messageService.listDeliveries({ delivery, cursor }), 'deliveries'),
  );
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ id }) => id}
      row={({ title, kind, channel, note, attempts, at }) => (
        <Card>
          <CardHead title={title} />
          <CardLine
            text={`${messageKindTexts[kind]} · ${chinaTimeText(at)} · ${channelText[channel]}${attempts > 1 ? ` · 试了 ${attempts} 次` : ''}`}
          />
          {noteText(note) !== null && <Text className={styles['reason']}>{noteText(note)}</Text>}
        </Card>
      )}
      empty={{ icon: 'check', title: '这里是空的', text: emptyTexts[delivery] ?? '现在没有这样的消息' }}
    />
  );
}
