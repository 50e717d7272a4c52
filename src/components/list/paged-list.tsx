import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { Fragment, type ComponentType, type ReactNode } from 'react';
import type { TuankaError } from '@contracts/errors';
import type { Snapshot } from '@/hooks/snapshot';
import type { Page, PagedCall } from '@/hooks/use-paged-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { ActionButton } from '../action-button';
import type { IconName } from '../icon';
import { PageFailure } from '../page/page-failure';
import { PageLoading } from '../page/page-loading';
import { PageNote } from '../page/page-note';
import { StaleNote } from '../page/stale-note';
import { blocksOf, isLong } from './blocks';
import { ListBlock } from './list-block';

interface PagedListProps<Item> {
  list: PagedCall<Item>;
  keyOf: (item: Item, position: number) => string;
  row: (item: Item, snapshot: Snapshot<Page<Item>>) => ReactNode;
  /** What stands there when there is nothing; null: nothing at all. */
  empty: { icon?: IconName; title: string; text: string; children?: ReactNode } | null;
  /** Above the rows, once they are there. */
  head?: ReactNode;
  /** How a failed load reads on this kind of page. */
  Failure?: ComponentType<{ error: TuankaError; onRetry: () => void }>;
  /** Rows of the outline while it loads. */
  outline?: number;
  /** Two lists on one page have names of their own, and the page's end belongs to one of them. */
  name?: string;
  endless?: boolean;
  /** Around all rows, where they stand in one panel. */
  className?: string | undefined;
}

/** Every list with a cursor: its outline, nothing to show, what went wrong, older rows, more rows, and 1,000 of them. */
export function PagedList<Item>({
  list,
  keyOf,
  row,
  empty,
  head,
  Failure = PageFailure,
  outline = 4,
  name = 'list',
  endless = true,
  className,
}: PagedListProps<Item>) {
  const { state, shown, hasMore, loading, showMore } = list;
  const again = () => void list.reload();
  useLoadOnShow(list.reload);
  useReachBottom(() => {
    if (endless) showMore();
  });
  if (state.status === 'loading') return <PageLoading card={false} rows={outline} />;
  if (state.status === 'failed') return <Failure error={state.error} onRetry={again} />;
  return (
    <>
      <StaleNote state={state} onRetry={again} />
      {head}
      {shown.length === 0 && empty && (
        <PageNote icon={empty.icon ?? 'empty'} title={empty.title} text={empty.text}>
          {empty.children}
        </PageNote>
      )}
      {shown.length > 0 && (
        <View className={className}>
          {blocksOf(shown).map(({ position, items }) => (
            <ListBlock key={position} id={`${name}-${position}`} watched={isLong(shown.length)}>
              {items.map((item, at) => (
                <Fragment key={keyOf(item, at)}>{row(item, state.snapshot)}</Fragment>
              ))}
            </ListBlock>
          ))}
        </View>
      )}
      {hasMore && (
        <ActionButton
          id={name === 'list' ? 'more' : `more-${name}`}
          look="quiet"
          disabled={loading}
          onPress={showMore}
        >
          {loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </>
  );
}
