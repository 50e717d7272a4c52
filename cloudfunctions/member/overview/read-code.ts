import type { ReadCall } from '../../kit/host/call';
import { codeValidUntil, drawMemberCode, LAST_TURN, minuteOf } from '../../kit/identity/member-code';
import { nextTurn } from '../../kit/identity/code-use';

/** The member's code of this minute: 3 database calls, and nothing is written. */
export async function readCode({ store, member, settings, now }: ReadCall<'member'>) {
  const { number } = member.card;
  const minute = minuteOf(now);
  // More uses than fit into one minute: the last code stays on the screen, used up, until the minute ends.
  const turn = Math.min(LAST_TURN, nextTurn(minute, await store.memberCodeUses.get(member._id)));
  return {
    code: drawMemberCode(settings.memberCodeKey, number, minute, turn),
    cardNumber: number,
    validUntil: codeValidUntil(minute),
    now,
  };
}
