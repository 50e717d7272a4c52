import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

export type Tag = DocumentOf<'tags'>;
type Follower = Tag & { follows: string };

const FIRST_SEGMENT = 'seg_';
const PAGE = 100;

const follower = (tag: Tag): Follower[] => (tag.follows === null ? [] : [{ ...tag, follows: tag.follows }]);

/** Tags by rule; a shop without any costs one read. */
export const listFollowing = async (store: Pick<ReadStore, 'tags'>): Promise<Follower[]> =>
  (
    await allPages((cursor) =>
      store.tags.find({
        where: { follows: moreThan<string | null>(FIRST_SEGMENT) },
        orderBy: 'follows',
        limit: PAGE,
        cursor,
      }),
    )
  ).flatMap(follower);
