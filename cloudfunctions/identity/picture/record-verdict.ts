import * as z from 'zod';
import { MINUTE_MS } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { StoreUnavailable } from '../../kit/store/store-error';
import { PICTURE_EVENT, readPictureVerdict } from '../../kit/wechat/content-check';
import { decidePicture } from './decide-picture';

type EventCall = Pick<TimerCall, 'store' | 'now'>;

/** The names under which the table of events finds this area. */
export const pictureEventNames = [PICTURE_EVENT];

/** WeChat may be quicker than the transaction that writes its trace id down. */
const QUICK_MS = 5 * MINUTE_MS;
const created = z.looseObject({ CreateTime: z.coerce.number() });

/**
 * What WeChat says of a picture it was asked about (platform-facts, section 9).
 * @throws StoreUnavailable for one we do not know yet, so that WeChat pushes it again
 */
export async function recordPictureVerdict(
  { store, now }: EventCall,
  raw: unknown,
): Promise<'recorded' | 'ignored'> {
  const read = readPictureVerdict(raw);
  if (!read) return 'ignored';
  const { items } = await store.pictures.find({
    where: { traceId: read.traceId },
    orderBy: '_id',
    limit: 1,
  });
  const [picture] = items;
  if (!picture) {
    const pushed = created.safeParse(raw);
    const isFresh = pushed.success && now < pushed.data.CreateTime * 1000 + QUICK_MS;
    const { items: unasked } = isFresh
      ? await store.pictures.find({ where: { traceId: null }, orderBy: '_id', limit: 1 })
      : { items: [] };
    if (unasked.length > 0) throw new StoreUnavailable('a picture is still being saved');
    return 'ignored';
  }
  const decided = await decidePicture(store, {
    pictureId: picture._id,
    passes: read.verdict === 'passes',
    now,
  });
  return decided ? 'recorded' : 'ignored';
}
