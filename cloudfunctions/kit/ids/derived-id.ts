import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import { ULID_ALPHABET } from '../../../contracts/primitives/codes/alphabets';
import {
  isCardPlanId,
  isClaimId,
  isMemberId,
  isOrderId,
  isPaymentId,
  isRefundId,
  isStoreId,
  type CardPlanId,
  type ClaimId,
  type MemberId,
  type OrderId,
  type PaymentId,
  type RefundId,
  type StoreId,
} from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

/** Ids that derive from what they stand for: the same request always names the same document. */
const LENGTH = 26;
/** Of a ULID, the characters that are its time. */
const TIME_LENGTH = 10;

/** 26 characters, 130 bits of a SHA-256. */
function derived(...parts: string[]): string {
  const bytes = createHash('sha256').update(parts.join('\n')).digest();
  let bits = 0n;
  for (const byte of bytes.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let position = 0; position < LENGTH; position += 1) {
    text += ULID_ALPHABET[Number(bits & 31n)] ?? '';
    bits >>= 5n;
  }
  return text;
}

function checked<Id extends string>(id: string, isId: (value: unknown) => value is Id): Id {
  if (!isId(id)) throw new RangeError(`not an id: ${id}`);
  return id;
}

/** @param opener `openid:…` of the clerk or shopper */
export const orderIdFor = (opener: string, requestId: string): OrderId =>
  checked(`ord_${derived('order', opener, requestId)}`, isOrderId);

const charactersOf = (orderId: OrderId): string => orderId.slice('ord_'.length);

/** @param attempt from 1 to 99 */
export const paymentIdFor = (orderId: OrderId, attempt: number): PaymentId =>
  checked(`pay_${charactersOf(orderId)}${String(attempt).padStart(2, '0')}`, isPaymentId);

export const claimIdFor = (orderId: OrderId): ClaimId => checked(`clm_${charactersOf(orderId)}`, isClaimId);

/** @param maker `openid:…` of whoever makes it */
export const cardPlanIdFor = (maker: string, requestId: string): CardPlanId =>
  checked(`plan_${derived('card plan', maker, requestId)}`, isCardPlanId);

/** @param maker `openid:…` of whoever makes it */
export const storeIdFor = (maker: string, requestId: string): StoreId =>
  checked(`sto_${derived('store', maker, requestId)}`, isStoreId);

/** Names a pushed event without the openid that stands in it. */
export const eventMarkFor = (...parts: string[]): string => `evt_${derived('event', ...parts)}`;

/** Names a request without the openid it came from: another caller's request of the same id is another request. */
export const requestMarkIdFor = (requestId: string): string => `req_${derived('request', requestId)}`;

/** Names somebody of the staff, or another person, without their openid or member id. */
export const personHandleFor = (key: string): string => `who_${derived('person', key)}`;

/** A note of staff about a member: the same request writes one. */
export const noteIdFor = (by: string, requestId: string): string =>
  `note_${derived('member note', by, requestId)}`;

/** What a member said to staff: the same request writes it down once. */
export const serviceNoteIdFor = (by: string, requestId: string): string =>
  `srv_${derived('service note', by, requestId)}`;

/** A file of members, asked for once. */
export const exportIdFor = (by: string, requestId: string): string =>
  `exp_${derived('member export', by, requestId)}`;

/** A list of members of another system, begun once. */
export const importIdFor = (by: string, requestId: string): string =>
  `imp_${derived('member import', by, requestId)}`;

/** The member a line of a list makes: the same line makes the same one. Sorts by when the list was begun, as all members do. */
export const importedMemberIdFor = (importId: string, line: number, at: Instant): MemberId =>
  checked(
    `mem_${ulid(at).slice(0, TIME_LENGTH)}${derived('imported', importId, String(line)).slice(TIME_LENGTH)}`,
    isMemberId,
  );

/** A filter of the member list that the office keeps under a name. */
export const memberViewIdFor = (name: string): string => `view_${derived('member view', name)}`;

/** A picture that a member, or staff for the shop, sends: a repeated request is the same one. */
export const pictureIdFor = (senderId: string, requestId: string): string =>
  `pic_${derived('picture', senderId, requestId)}`;

/** A counter payment that waits for a second person. */
export const cashReviewIdFor = (orderId: OrderId, requestId: string): string =>
  `rvw_${derived('cash review', orderId, requestId)}`;

/** @param occasion the clerk's request id, or `surplus` */
export const refundIdFor = (paymentId: PaymentId, occasion: string): RefundId =>
  checked(`ref_${derived('refund', paymentId, occasion)}`, isRefundId);
