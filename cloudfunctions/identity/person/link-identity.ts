import type { MemberId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { findMember, keysOf, type KnownIdentity } from '../../kit/person/find-member';
import { isFreshlySealed, resealPhone } from '../../kit/identity/phone-vault';
import { Duplicate } from '../../kit/store/store-error';
import { identityEntry } from '../../kit/person/identity-entry';
import { linkFollowers } from '../follow/link-followers';
import { mergeMembers } from '../merge/merge-members';

type GuestCall = Pick<WriteCall, 'store' | 'caller' | 'settings' | 'now' | 'outOfTime'>;

/** Rivals may merge the same two; more often than this it is not chance. */
const ATTEMPTS = 3;

export interface LinkedIdentity {
  memberId: MemberId | null;
  /** Identifiers linked just now. */
  linked: number;
  merged: boolean;
}

/**
 * Ties up what is known about the caller: identifiers WeChat names for the first time are linked, and two members that
 * its unionid shows to be one are merged.
 */
export async function linkIdentity(call: GuestCall, known: KnownIdentity): Promise<LinkedIdentity> {
  const { store, caller } = call;
  let current = known;
  let merged = false;
  for (let attempt = 1; current.conflict && attempt <= ATTEMPTS; attempt += 1) {
    await mergeMembers(call, { ...current.conflict, reason: 'unionid', decidedBy: 'system' });
    merged = true;
    current = await findMember(store, caller);
  }
  const { memberId } = current;
  if (memberId === null) return { memberId, linked: 0, merged };
  const missing = keysOf(caller).filter((key) => !current.linked.includes(key));
  for (const key of missing) await linkKey(call, key, memberId);
  const followed = await linkFollowers(call, memberId, caller.unionId);
  return { memberId, linked: missing.length + followed, merged };
}

/** A rival that links the same key at the same moment links it to the same member. */
async function linkKey({ store, now }: GuestCall, key: string, memberId: MemberId): Promise<void> {
  await store
    .transact(async (transaction) => {
      const member = await transaction.members.get(memberId);
      await transaction.identities.insert(identityEntry(key, memberId, now));
      // A leader's account may be among them: what they were awarded for this member is compared again.
      if (member) await transaction.members.update(memberId, { personCheckAt: now });
    })
    .catch(ignoreDuplicate);
}

/** `identity.linkMine`: the same, asked for by the home page; the phone number is sealed with the newest key on the way. */
export async function linkMine(call: WriteCall<'member'>) {
  const { memberId, linked, merged } = await linkIdentity(call, await findMember(call.store, call.caller));
  if (memberId !== null) await resealNumber(call, memberId);
  return { linked, merged };
}

async function resealNumber({ store, settings }: GuestCall, memberId: MemberId): Promise<void> {
  const phone = (await store.members.get(memberId))?.phone;
  if (!phone || isFreshlySealed(settings.phone, phone.cipher)) return;
  const cipher = resealPhone(settings.phone, phone.cipher);
  await store.transact(async (transaction) => {
    const current = await transaction.members.get(memberId);
    if (current?.phone?.cipher !== phone.cipher) return;
    await transaction.members.update(memberId, { phone: { ...current.phone, cipher } });
  });
}

function ignoreDuplicate(error: unknown): void {
  if (!(error instanceof Duplicate)) throw error;
}
