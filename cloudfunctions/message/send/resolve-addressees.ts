import {
  isMemberId,
  isOpenIdKey,
  type MemberId,
  type OpenIdKey,
  type Recipient,
} from '../../../contracts/primitives/ids';
import { oneOf } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';

/** Somebody a message is for, as the identity map knows them now. */
export interface Addressee {
  /** As the reminder was scheduled. */
  recipient: Recipient;
  /** Null: has not joined, or is gone. */
  memberId: MemberId | null;
  /** The member does not exist any more (a closed account): there is nobody to tell. */
  gone: boolean;
  /** Every openid of theirs, of the mini-program and of the official account: a credit belongs to an openid. */
  openIdKeys: OpenIdKey[];
}

const PAGE = 900;

/**
 * Looks up many recipients at once: one call for those addressed by openid (they may have joined since), one for the
 * members (a tombstone leads to who has everything now), one per 900 openids of members.
 */
export async function resolveAddressees(
  store: Pick<ReadStore, 'identities' | 'members'>,
  recipients: readonly Recipient[],
): Promise<Map<Recipient, Addressee>> {
  const joined = new Map<OpenIdKey, MemberId>();
  for (const { _id, memberId } of await store.identities.getMany(recipients.filter(isOpenIdKey))) {
    if (isOpenIdKey(_id)) joined.set(_id, memberId);
  }
  const named = (recipient: Recipient): MemberId | null =>
    isOpenIdKey(recipient) ? (joined.get(recipient) ?? null) : recipient;
  const present = new Map<MemberId, MemberId>();
  for (const { _id, mergedInto } of await store.members.getMany([
    ...new Set(recipients.map(named).filter(isMemberId)),
  ])) {
    present.set(_id, mergedInto ?? _id);
  }
  const presentAs = (recipient: Recipient): MemberId | null => {
    const memberId = named(recipient);
    return memberId === null ? null : (present.get(memberId) ?? null);
  };
  const keys = await readOpenIdKeys(store, [...new Set(present.values())]);
  return new Map(
    recipients.map((recipient) => {
      const memberId = presentAs(recipient);
      const own = isOpenIdKey(recipient) ? [recipient] : [];
      const openIdKeys = (memberId === null ? undefined : keys.get(memberId)) ?? own;
      return [recipient, { recipient, memberId, gone: memberId === null && own.length === 0, openIdKeys }];
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
