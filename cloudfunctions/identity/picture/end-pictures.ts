import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import type { Store } from '../../kit/store/store';
import { cloudFiles } from '../../kit/store/cloud-files';
import { atMost } from '../../kit/store/query/condition';
import { decidePicture, readOwner } from './decide-picture';

const PAGE = 20;
const EMPTY = Buffer.from(' ');

/**
 * Removes the files nobody is to see any more, then their documents; a picture whose verdict never came is treated as refused:
 * it cannot be asked about again while its member is not here (platform-facts, section 9).
 */
export const endPictures = (call: TimerCall): Promise<number> =>
  workThrough(call, {
    collection: 'pictures',
    trouble: 'picture_not_removed',
    readPage: (cursor) =>
      call.store.pictures.find({
        where: { endsAt: atMost(call.now) },
        orderBy: 'endsAt',
        limit: PAGE,
        cursor,
      }),
    async work({ _id, state, fileId, path }) {
      if (state === 'shown' && (await isStillShown(call.store, _id))) return;
      if (state === 'waiting')
        await decidePicture(call.store, { pictureId: _id, passes: false, now: call.now });
      // Stopped between the upload and its note: the same path again is the same file, and says its id.
      await cloudFiles.remove(fileId ?? (await cloudFiles.put(path, EMPTY)));
      await call.store.transact((transaction) => transaction.pictures.remove(_id));
    },
  });

/** Of two accounts that became one: the picture that is the person's stays, the other goes once the merge cannot be undone. */
const isStillShown = (store: Store, pictureId: string): Promise<boolean> =>
  store.transact(async (transaction) => {
    const picture = await transaction.pictures.get(pictureId);
    if (picture?.state !== 'shown') return false;
    const owner = await readOwner(transaction, picture.memberId);
    const isShown = owner?.profile.avatar?.pictureId === pictureId;
    await transaction.pictures.update(pictureId, isShown ? { endsAt: null } : { state: 'leaving' });
    return isShown;
  });
