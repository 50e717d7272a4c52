import type { Instant } from '@contracts/primitives/time';
import { Button, Skeleton } from 'antd';
import { Failure } from '../../../kit/failure';
import { usePages } from '../../../kit/list/use-pages';
import { usePageTexts } from '../../../texts/use-texts';
import { NoteTable, type NoteRow } from './note-table';
import { noteTexts } from './texts';

interface Page {
  notes: NoteRow[];
  nextCursor: string | null;
  now: Instant;
}
interface Props {
  name: readonly string[];
  read: (cursor: string | null) => Promise<Page>;
  isNamed: boolean;
}

/** Notes page by page. */
export function NotePages({ name, read, isNamed }: Props) {
  const texts = usePageTexts(noteTexts);
  const list = usePages(['voice', ...name], read);
  const [first] = list.data?.pages ?? [];
  return (
    <>
      {list.isPending && <Skeleton active />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && first && (
        <NoteTable rows={list.data.pages.flatMap(({ notes }) => notes)} now={first.now} isNamed={isNamed} />
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
