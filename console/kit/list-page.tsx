import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { Button, Empty, Flex, Spin, Table, Typography, type TableColumnsType } from 'antd';
import { chinaTimeText, type Instant } from '@contracts/primitives/time';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useQueryString } from '../app/location';
import { useTexts } from '../texts/use-texts';
import { ColumnChoice, useColumnChoice } from './list/column-choice';
import { Failure } from './failure';
import { PageHead } from './page-head';
import { useBox } from './list/use-box';

/** One page of a list, as every paged operation answers. */
export interface ListPart<Row> {
  rows: Row[];
  nextCursor: string | null;
  /** Of when it is; some lists do not say. */
  now?: Instant;
  /** How many there are in all, in words; where the operation counts. */
  countText?: string | null;
}

export interface ListColumn<Row> {
  key: string;
  title: string;
  width: number;
  align?: 'right';
  render: (row: Row) => ReactNode;
  /** Not shown until it is chosen. */
  isExtra?: boolean;
}

interface Props<Row> {
  title: string;
  /** Names the list: what is kept of its columns stands under it. */
  name: string;
  /** Changes with whatever the list is narrowed to. */
  queryKey: QueryKey;
  load: (cursor: string | null) => Promise<ListPart<Row>>;
  columns: ListColumn<Row>[];
  rowKey: (row: Row) => string;
  /** Opens a row; by a click or by Enter. */
  onOpen?: (row: Row) => void;
  filters?: ReactNode;
  /** Something is narrowed: what is empty then says so, and can be undone. */
  isFiltered?: boolean;
  onClear?: () => void;
  actions?: ReactNode;
  isOff?: boolean;
  /** While something of it is under way it is asked again by itself. */
  againMs?: (rows: Row[]) => number | false;
  children?: ReactNode;
}

const NEAR_END_PX = 400;
const MOST_RESTORED = 20;

/**
 * The one list of the console: asked from the server page by page, drawn only where it is seen. How many pages were open stands in the
 * address, so that a reload or a link leads back to the same length.
 */
export function ListPage<Row extends object>(props: Props<Row>) {
  const { title, name, columns, rowKey, onOpen, filters, actions, children } = props;
  const texts = useTexts();
  const [box, height] = useBox();
  const list = useList(props);
  const choice = useColumnChoice(name, columns);
  const tableColumns: TableColumnsType<Row> = choice.shown.map(
    ({ key, title: head, width, align, render }) => ({
      key,
      title: head,
      // An empty one is as wide as its place.
      width: list.rows.length > 0 ? width : undefined,
      align,
      ellipsis: true,
      render: (_value: unknown, row: Row) => render(row),
    }),
  );
  return (
    <section className="page" aria-busy={list.isFetching}>
      <PageHead title={title}>
        {actions}
        <ColumnChoice choice={choice} />
        <Button onClick={() => void list.refetch()} loading={list.isRefetching}>
          {texts.list.refresh}
        </Button>
      </PageHead>
      {filters !== undefined && <div className="filters">{filters}</div>}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      <div className="list-body" ref={box}>
        <Table<Row>
          size="small"
          // An empty one has nothing to scroll.
          virtual={list.rows.length > 0}
          columns={tableColumns}
          dataSource={list.rows}
          rowKey={rowKey}
          pagination={false}
          loading={list.isPending && !list.isError && props.isOff !== true}
          {...(list.rows.length > 0 && {
            scroll: {
              x: choice.shown.reduce((sum, { width }) => sum + width, 0),
              y: Math.max(160, height - 40),
            },
          })}
          onScroll={(event) => {
            const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
            if (scrollTop > 0 && scrollHeight - scrollTop - clientHeight < NEAR_END_PX) list.loadMore();
          }}
          locale={{ emptyText: <Nothing isLoading={list.isPending} props={props} /> }}
          onRow={(row) => (onOpen ? openableRow(() => onOpen(row)) : {})}
        />
      </div>
      <Foot list={list} />
      {children}
    </section>
  );
}

const openableRow = (open: () => void) => ({
  className: 'row-link',
  tabIndex: 0,
  onClick: open,
  onKeyDown: ({ key, target, currentTarget }: React.KeyboardEvent) => {
    if (key === 'Enter' && target === currentTarget) open();
  },
});

function useList<Row extends object>({ queryKey, load, isOff = false, againMs }: Props<Row>) {
  const query = useQueryString();
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled: !isOff,
    refetchInterval: ({ state }) => againMs?.(state.data?.pages.flatMap(({ rows }) => rows) ?? []) ?? false,
  });
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = list;
  const loaded = data?.pages.length ?? 0;
  const wanted = Math.min(Number(query.get('pages') ?? 1) || 1, MOST_RESTORED);
  useEffect(() => {
    if (loaded > 0 && loaded < wanted && hasNextPage && !isFetching && !isFetchNextPageError)
      void fetchNextPage();
  }, [loaded, wanted, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const loadMore = (): void => {
    if (!hasNextPage || isFetching) return;
    query.set({ pages: String(loaded + 1) });
    void fetchNextPage();
  };
  const [first] = data?.pages ?? [];
  return { ...list, rows, loadMore, countText: first?.countText ?? null, now: first?.now ?? null };
}

function Nothing<Row extends object>({ isLoading, props }: { isLoading: boolean; props: Props<Row> }) {
  const { list } = useTexts();
  if (isLoading) return null;
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={props.isFiltered === true ? list.emptyFiltered : list.empty}
    >
      {props.isFiltered === true && props.onClear && <Button onClick={props.onClear}>{list.clear}</Button>}
    </Empty>
  );
}

function Foot({ list }: { list: ReturnType<typeof useList> }) {
  const texts = useTexts();
  if (list.rows.length === 0) return null;
  return (
    <Flex className="list-foot" role="status">
      <Typography.Text type="secondary">
        {list.hasNextPage ? texts.list.loaded(list.rows.length) : texts.list.all(list.rows.length)}
        {list.countText !== null && ` · ${list.countText}`}
        {list.now !== null && ` · ${texts.list.at(chinaTimeText(list.now))}`}
      </Typography.Text>
      {list.hasNextPage && <Button onClick={list.loadMore}>{texts.list.more}</Button>}
      {list.isFetchingNextPage && <Spin size="small" />}
    </Flex>
  );
}
