import { refuse } from '../../../contracts/errors';
import { addMs, DAY_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import type { PictureState } from '../../../contracts/member/profile-values';
import type { WriteCall } from '../../kit/host/call';
import { pictureIdFor } from '../../kit/ids/derived-id';
import { cloudFiles } from '../../kit/store/cloud-files';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { WechatError, WechatUnreachable } from '../../kit/wechat/wechat-error';
import { pictureKind } from './picture-bytes';

/** WeChat answers within half an hour; what it has not answered after a day it never will. */
const VERDICT_WITHIN_MS = DAY_MS;
const UNASKED_MS = 5 * MINUTE_MS;

type KeepCall = Pick<WriteCall, 'store' | 'wechat' | 'caller' | 'now' | 'requestId'>;

interface Sent {
  /** In base64, as it came. */
  picture: string;
  senderId: string;
  owner: Pick<DocumentOf<'pictures'>, 'memberId' | 'place'>;
  folder: 'avatars' | 'shop';
  /** Puts it to whoever it is of, in the transaction that says it was asked about. */
  attach: (transaction: TransactionStore, picture: { pictureId: string; fileId: string }) => Promise<void>;
}

/**
 * The picture's document first, so that no file is ever without one; then the file, the question to WeChat, and its
 * owner. What stops in between is removed by the sweep a day later, or gone on with by the same request.
 * @throws TuankaError picture_unfit, content_unchecked
 */
export async function keepPicture(call: KeepCall, sent: Sent): Promise<PictureState> {
  const bytes = Buffer.from(sent.picture, 'base64');
  const kind = pictureKind(bytes);
  if (kind === null) throw refuse('picture_unfit');
  const pictureId = pictureIdFor(sent.senderId, call.requestId);
  const known = await openPicture(call, sent, { pictureId, path: `${sent.folder}/${pictureId}.${kind}` });
  if (known.state !== 'waiting' || known.traceId !== null) return known.state;
  const fileId = await cloudFiles.put(known.path, bytes);
  await call.store.pictures.updateIf(pictureId, { fileId: null }, { fileId });
  const traceId = await askAbout(call, pictureId, fileId);
  await call.store.transact(async (transaction) => {
    await transaction.pictures.update(pictureId, {
      traceId,
      endsAt: addMs(call.now, VERDICT_WITHIN_MS),
    });
    await sent.attach(transaction, { pictureId, fileId });
  });
  return 'waiting';
}

const openPicture = (
  { store, now }: KeepCall,
  { owner }: Sent,
  { pictureId, path }: { pictureId: string; path: string },
) =>
  store.transact(async (transaction) => {
    const known = await transaction.pictures.get(pictureId);
    if (known) return known;
    const opened = {
      _id: pictureId,
      ...owner,
      fileId: null,
      path,
      state: 'waiting' as const,
      traceId: null,
      at: now,
      endsAt: addMs(now, VERDICT_WITHIN_MS),
    };
    await transaction.pictures.insert(opened);
    return opened;
  });

/** @returns the trace id under which the verdict comes; what cannot be asked about is not kept */
async function askAbout(call: KeepCall, pictureId: string, fileId: string): Promise<string> {
  const { store, wechat, caller, now } = call;
  const url = await cloudFiles.urlOf(fileId);
  try {
    if (url === null) throw refuse('content_unchecked', 'no address');
    return await wechat.content.checkPicture({ openId: caller.openId, scene: 'profile', url });
  } catch (error) {
    // The same request may go on with it; nobody's, it goes soon.
    await store.pictures.updateIf(pictureId, { traceId: null }, { endsAt: addMs(now, UNASKED_MS) });
    if (error instanceof WechatError || error instanceof WechatUnreachable)
      throw refuse('content_unchecked', error.message);
    throw error;
  }
}
