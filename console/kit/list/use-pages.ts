import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

interface Watching<Page> {
  /** How soon the pages that are shown are asked for again; false: not by themselves. */
  refetchInterval: (pages: readonly Page[]) => number | false;
}

/** A list that is asked for page by page, as every paged operation answers. */
export const usePages = <Page extends { nextCursor: string | null }>(
  queryKey: QueryKey,
  load: (cursor: string | null) => Promise<Page>,
  { refetchInterval }: Watching<Page> = { refetchInterval: () => false },
) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }: Page) => nextCursor,
    refetchInterval: ({ state }) => refetchInterval(state.data?.pages ?? []),
  });
