import {
  isMemberId,
  isOpenIdKey,
  type MemberId,
  type OpenIdKey,
  type Recipient,
} from '../../contracts/primitives/ids';
import { oneOf } from '../kit/store/condition';
import type { ReadStore } from '../kit/store/store';

/** Somebody a message is for, as the identity map knows them now. */
export interface Addressee {
  /** As the reminder was scheduled. */
  recipient: Recipient;
  /** Null: has not joined. */
  memberId: MemberId | null;
  /** Every openid of theirs, of the mini-program and of the official account: a credit belongs to an openid. */
  openIdKeys: OpenIdKey[];
}

const PAGE = 900;

/**
 * Looks up many recipients at once: one call for those addressed by openid (they may have joined since), one per 900
 * openids of members.
 */
export async function resolveAddressees(
  store: Pick<ReadStore, 'identities'>,
  recipients: readonly Recipient[],
): Promise<Map<Recipient, Addressee>> {
  const joined = new Map<OpenIdKey, MemberId>();
  for (const { _id, memberId } of await store.identities.getMany(recipients.filter(isOpenIdKey))) {
    if (isOpenIdKey(_id)) joined.set(_id, memberId);
  }
  const memberOf = (recipient: Recipient): MemberId | null =>
    isOpenIdKey(recipient) ? (joined.get(recipient) ?? null) : recipient;
  const memberIds = [...new Set(recipients.map(memberOf).filter(isMemberId))];
  const keys = await readOpenIdKeys(store, memberIds);
  return new Map(
    recipients.map((recipient) => {
      const memberId = memberOf(recipient);
      const known = memberId === null ? undefined : keys.get(memberId);
      const own = isOpenIdKey(recipient) ? [recipient] : [];
      return [recipient, { recipient, memberId, openIdKeys: known ?? own }];
    }),
  );
}

async function readOpenIdKeys(
  store: Pick<ReadStore, 'identities'>,
  memberIds: MemberId[],
): Promise<Map<MemberId, OpenIdKey[]>> {
  const keys = new Map<MemberId, OpenIdKey[]>();
  if (memberIds.length === 0) return keys;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReadStore['identities']['find']>> = await store.identities.find({
      where: { memberId: oneOf(memberIds), kind: 'openid' },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    });
    for (const { memberId, _id } of page.items) {
      if (isOpenIdKey(_id)) keys.set(memberId, [...(keys.get(memberId) ?? []), _id]);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return keys;
}
