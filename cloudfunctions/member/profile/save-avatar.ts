import { refuse } from '../../../contracts/errors';
import { addMs, DAY_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { pictureIdFor } from '../../kit/ids/derived-id';
import { cloudFiles } from '../../kit/store/cloud-files';
import { WechatError, WechatUnreachable } from '../../kit/wechat/wechat-error';
import { releasePictures } from '../../identity/picture/release-pictures';
import { pictureKind } from '../../identity/picture/picture-bytes';

/** WeChat answers within half an hour; what it has not answered after a day it never will. */
const VERDICT_WITHIN_MS = DAY_MS;
const UNASKED_MS = 5 * MINUTE_MS;

type SaveCall = WriteCall<'member'>;

/**
 * The picture's document first, so that no file is ever without one; then the file, the question to WeChat, and the
 * member. What stops in between is removed by the sweep a day later, or gone on with by the same request.
 */
export async function saveAvatar(call: SaveCall, { picture }: { picture: string }) {
  const { store, member, requestId } = call;
  const bytes = Buffer.from(picture, 'base64');
  const kind = pictureKind(bytes);
  if (kind === null) throw refuse('picture_unfit');
  const pictureId = pictureIdFor(member._id, requestId);
  const known = await openPicture(call, pictureId, `avatars/${pictureId}.${kind}`);
  if (known.state !== 'waiting' || known.traceId !== null) return { state: known.state };
  const fileId = await cloudFiles.put(known.path, bytes);
  await store.pictures.updateIf(pictureId, { fileId: null }, { fileId });
  await attach(call, { pictureId, fileId }, await askAbout(call, pictureId, fileId));
  return { state: 'waiting' as const };
}

const openPicture = ({ store, member, now }: SaveCall, pictureId: string, path: string) =>
  store.transact(async (transaction) => {
    const known = await transaction.pictures.get(pictureId);
    if (known) return known;
    const opened = {
      _id: pictureId,
      memberId: member._id,
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
async function askAbout(call: SaveCall, pictureId: string, fileId: string): Promise<string> {
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

/** The one that waited before goes; the one that others see stays until this one passed. */
const attach = (
  { store, member, now }: SaveCall,
  picture: { pictureId: string; fileId: string },
  traceId: string,
): Promise<void> =>
  store.transact(async (transaction) => {
    const { profile } = await transaction.members.require(member._id, 'not_a_member');
    if (profile.newAvatar?.pictureId !== picture.pictureId)
      await releasePictures(transaction, [profile.newAvatar], now);
    await transaction.pictures.update(picture.pictureId, {
      traceId,
      endsAt: addMs(now, VERDICT_WITHIN_MS),
    });
    await transaction.members.update(member._id, { profile: { ...profile, newAvatar: picture } });
  });
