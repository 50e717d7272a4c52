import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

/** A list that is asked for page by page, as every paged operation answers. */
export const usePages = <Page extends { nextCursor: string | null }>(
  queryKey: QueryKey,
  load: (cursor: string | null) => Promise<Page>,
) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }: Page) => nextCursor,
  });
