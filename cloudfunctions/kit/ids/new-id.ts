import { customAlphabet } from 'nanoid';
import { ulid } from 'ulid';
import {
  isInviteCode,
  isLeaderCode,
  isMemberId,
  isOfferCode,
  type MemberId,
} from '../../../contracts/primitives/ids';
import { DIGITS, LETTERS_AND_DIGITS, READ_ALOUD } from '../../../contracts/primitives/codes/alphabets';
import { cardNumber, type CardNumber } from '../../../contracts/primitives/codes/card-number';
import type { Instant } from '../../../contracts/primitives/time';

/** A new member id; sorts by `now`. */
export function newMemberId(now: Instant): MemberId {
  const id = `mem_${ulid(now)}`;
  if (!isMemberId(id)) throw new Error('ulid changed its alphabet');
  return id;
}

/** Before every member who joined then, behind all who joined before. */
export function firstMemberIdAt(at: Instant): MemberId {
  const id = `mem_${ulid(at).slice(0, TIME_LETTERS).padEnd(ULID_LETTERS, '0')}`;
  if (!isMemberId(id)) throw new Error('ulid changed its alphabet');
  return id;
}
const TIME_LETTERS = 10;
const ULID_LETTERS = 26;

/** The ULID inside an entity id, for ids that derive from it. */
export const ulidOf = (id: MemberId): string => id.slice(id.indexOf('_') + 1);

const drawPayload = customAlphabet(DIGITS, 10);

/**
 * A random card number: 10^10 payloads, so that neither the number of members nor a neighbour's card can be guessed.
 * Its uniqueness is decided by inserting `identities/card:<number>`.
 */
export const newCardNumber = (): CardNumber => cardNumber(drawPayload());

/**
 * What is typed for a coupon when nothing can be scanned: 16 random digits, 53 bits, made of nothing that anybody knows. Its
 * uniqueness is decided by the index `unique_code` (coupon/codes/with-drawn-codes).
 */
export const newCouponCode: () => string = customAlphabet(DIGITS, 16);

/** Compared on the screen and the phone when somebody signs in at a desk. */
export const newLoginNumber: () => string = customAlphabet(DIGITS, 2);

const drawReadAloud = customAlphabet(READ_ALOUD, 4);

/** What the first owner types: 59 bits, in groups of four. */
export const newSetupCode = (): string => [drawReadAloud(), drawReadAloud(), drawReadAloud()].join('-');

/** Random letters and digits of a fixed length, as a code of its kind: 5.95 bits a character. */
function randomCode<Code extends string>(
  length: number,
  isCode: (value: unknown) => value is Code,
): () => Code {
  const draw = customAlphabet(LETTERS_AND_DIGITS, length);
  return () => {
    const code = draw();
    if (!isCode(code)) throw new Error(`letters left the alphabet of a code of ${length}`);
    return code;
  };
}

/** What a link to a friend carries: 119 random bits, so that nobody finds one by trying. */
export const newOfferCode = randomCode(20, isOfferCode);

/** A leader's code: opaque, and short enough for WeChat's scene. Its uniqueness is decided by inserting it. */
export const newLeaderCode = randomCode(10, isLeaderCode);

/** What a member's share card carries: 71 random bits, nothing of the member in them; ids decide when two meet. */
export const newInviteCode = randomCode(12, isInviteCode);
