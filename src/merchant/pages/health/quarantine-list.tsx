import { Text } from '@tarojs/components';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import styles from './index.module.scss';

/** Documents that stand aside; nothing is shown while there are none, or where the alarms above say already why not. */
export function QuarantineList() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await messageService.listQuarantine({ cursor }), 'documents'),
  );
  return (
    <PagedList
      list={list}
      Failure={Nothing}
      outline={0}
      name="aside"
      endless={false}
      keyOf={({ collection, id, trouble }) => `${collection}:${id}:${trouble}`}
      row={({ collection, id, trouble, detail, firstAt, count, nextAt }) => (
        <Card>
          <CardHead title={`${collection} / ${id}`} />
          <Text className={styles['open']}>
            {trouble === 'unreadable' ? '读不出来' : `处理失败：${trouble}`}，已 {count} 次
          </Text>
          <CardLine text={`${chinaTimeText(firstAt)} 起 · 下次重试 ${chinaTimeText(nextAt)}`} />
          <CardLine text={detail} />
        </Card>
      )}
      head={list.shown.length > 0 && <SectionTitle text="搁置的数据" />}
      empty={null}
    />
  );
}

const Nothing = () => null;
