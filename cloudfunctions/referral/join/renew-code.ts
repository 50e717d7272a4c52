import { refuse } from '../../../contracts/errors';
import { newInviteCode } from '../../kit/ids/new-id';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { inviterName } from '../rules/friend-name';
import { JOIN_PAGE } from '../pages/read-home';

/** A new code; from now on touches of the old one attribute nobody. @throws TuankaError invite_missing */
export async function renewCode({ store, member, requestId, now }: WriteCall<'member'>) {
  const code = newInviteCode();
  const inviter = await store.transact(async (transaction) => {
    const current = await transaction.inviters.require(member._id, 'invite_missing');
    if (current.renewedBy === requestId) return current;
    await transaction.inviteCodes.update(current.code, { revokedAt: now });
    await transaction.inviteCodes.insert({
      _id: code,
      memberId: member._id,
      createdAt: now,
      revokedAt: null,
    });
    const renewed = { ...current, code, renewedBy: requestId };
    await transaction.inviters.update(member._id, { code, renewedBy: requestId });
    return renewed;
  });
  return { inviteCode: inviter.code };
}

/** What friends read on card, poster and landing page. @throws TuankaError invite_missing */
export async function saveName(
  { store, member }: WriteCall<'member'>,
  { shownName }: { shownName: string | null },
) {
  const kept = await store.inviters.updateIf(member._id, { _id: member._id }, { shownName });
  if (!kept) throw refuse('invite_missing');
  return { shownName: inviterName(shownName, member) };
}

/** The real mini-program code of the poster. @throws TuankaError invite_missing, wechat_unavailable */
export async function readPoster({ store, member, wechat }: ReadCall<'member'>) {
  const { code } = await store.inviters.require(member._id, 'invite_missing');
  const scene = `i=${code}`;
  const png = await wechat.drawMiniProgramCode({ scene, page: JOIN_PAGE });
  return { inviteCode: code, page: JOIN_PAGE, scene, pngBase64: png.toString('base64') };
}
