import { refuse } from '../../../contracts/errors';
import type { Gender } from '../../../contracts/member/profile-values';
import { points } from '../../../contracts/primitives/points';
import type { ChinaDate } from '../../../contracts/primitives/time';
import { profileFact } from '../../kit/facts/person-facts';
import type { WriteCall } from '../../kit/host/call';
import { missingParts } from '../../kit/identity/member-profile';
import { earnForEvent } from '../../points/book/earn-for-event';
import { recordBirthday } from '../../points/book/record-birthday';
import { birthdayChange } from './birthday';

interface Details {
  nickname: string | null;
  gender: Gender | null;
  birthday: ChinaDate | null;
}

/** What a member tells of themselves; a profile that is complete by it earns its points, once. */
export async function saveDetails(call: WriteCall<'member'>, wanted: Details) {
  const { store, member, now, requestId } = call;
  return store.transact(async (transaction) => {
    const current = await transaction.members.require(member._id, 'not_a_member');
    const { nickname, profile } = current;
    const change = birthdayChange(profile, wanted.birthday, now);
    if (change === 'invalid') throw refuse('birthday_invalid');
    if (change === 'fixed') throw refuse('birthday_fixed');
    const after = {
      nickname: wanted.nickname,
      profile: {
        ...profile,
        gender: wanted.gender,
        birthday: wanted.birthday,
        birthdaySetAt: change === 'set' ? now : profile.birthdaySetAt,
      },
    };
    const changed = [
      ['nickname', nickname, wanted.nickname],
      ['gender', profile.gender, wanted.gender],
      ['birthday', profile.birthday, wanted.birthday],
    ] as const;
    for (const [what, before, value] of changed)
      if (before !== value)
        transaction.tell(
          profileFact(member._id, { what, isSet: value !== null, cause: `${requestId}-${what}` }, now),
        );
    if (changed.some(([, before, value]) => before !== value))
      await transaction.members.update(member._id, after);
    if (change === 'set' || change === 'removed')
      await recordBirthday(transaction, member._id, wanted.birthday, now);
    if (missingParts(after).length > 0) return { earned: points(0) };
    const { outcome, points: earned } = await earnForEvent(transaction, {
      memberId: member._id,
      event: 'profile',
      occasion: member._id,
      now,
    });
    return { earned: outcome === 'earned' ? earned : points(0) };
  });
}
