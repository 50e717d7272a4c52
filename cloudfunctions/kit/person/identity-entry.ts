import type { IdentityKind } from '../../../contracts/identity/identity';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

/** A document of the identity map. */
export interface IdentityEntry {
  _id: string;
  kind: IdentityKind;
  memberId: MemberId;
  linkedAt: Instant;
  verifiedAt: Instant;
}

/** One identifier leading to a member. @param key `<kind>:…`, from kit/store/query/document-ids */
export function identityEntry(key: string, memberId: MemberId, now: Instant): IdentityEntry {
  const kind = (['openid', 'unionid', 'phone', 'card', 'old_card', 'closed'] as const).find((name) =>
    key.startsWith(`${name}:`),
  );
  if (!kind) throw new RangeError('not a key of the identity map');
  return { _id: key, kind, memberId, linkedAt: now, verifiedAt: now };
}
