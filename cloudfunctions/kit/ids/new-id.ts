import { ulid } from 'ulid';
import { randomInt } from 'node:crypto';
import {
  isInviteCode,
  isLeaderCode,
  isMemberId,
  isOfferCode,
  type InviteCode,
  type LeaderCode,
  type MemberId,
  type OfferCode,
} from '../../../contracts/primitives/ids';
import { cardNumber, type CardNumber } from '../../../contracts/primitives/card-number';
import type { Instant } from '../../../contracts/primitives/time';

/** A new member id; sorts by `now`. */
export function newMemberId(now: Instant): MemberId {
  const id = `mem_${ulid(now)}`;
  if (!isMemberId(id)) throw new Error('ulid changed its alphabet');
  return id;
}

/** The ULID inside an entity id, for ids that derive from it. */
export const ulidOf = (id: MemberId): string => id.slice(id.indexOf('_') + 1);

/**
 * A random card number: 10^10 payloads, so that neither the number of members nor a neighbour's card can be guessed.
 * Its uniqueness is decided by inserting `identities/card:<number>`.
 */
export const newCardNumber = (): CardNumber =>
  cardNumber(String(randomInt(0, 100_000)).padStart(5, '0') + String(randomInt(0, 100_000)).padStart(5, '0'));

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What a link to a friend carries: 119 random bits, so that nobody finds one by trying. */
export function newOfferCode(): OfferCode {
  const code = Array.from({ length: 20 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  if (!isOfferCode(code)) throw new Error('letters left the alphabet of offer codes');
  return code;
}

/** A leader's code: opaque, and short enough for WeChat's scene. Its uniqueness is decided by inserting it. */
export function newLeaderCode(): LeaderCode {
  const code = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  if (!isLeaderCode(code)) throw new Error('letters left the alphabet of leader codes');
  return code;
}

/** What a member's share card carries: 71 random bits, nothing of the member in them; ids decide when two meet. */
export function newInviteCode(): InviteCode {
  const code = Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  if (!isInviteCode(code)) throw new Error('letters left the alphabet of invite codes');
  return code;
}
