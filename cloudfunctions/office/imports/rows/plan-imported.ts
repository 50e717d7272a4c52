import type { MemberCard } from '../../../../contracts/card/card';
import type { MaskedPhone } from '../../../../contracts/primitives/phone';
import type { MemberId, RequestId } from '../../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../../contracts/primitives/time';
import { NO_PROFILE } from '../../../kit/identity/member-profile';
import { retagged } from '../../../kit/identity/tag-marks';
import { identityEntry, type IdentityEntry } from '../../../kit/person/identity-entry';
import type { DocumentOf } from '../../../kit/store/schema';
import type { ImportLine } from './read-line';

/** What a line makes somebody of: a member nobody has signed in as. Pure. */
export interface Imported {
  memberId: MemberId;
  importId: string;
  requestId: RequestId;
  line: ImportLine;
  phone: { key: string; masked: MaskedPhone; cipher: string } | null;
  oldCardKey: string | null;
  card: MemberCard;
  cardKey: string;
}

/** WeChat never vouched for what stands in a list. */
const NEVER = instant(0);
const unverified = (key: string, memberId: MemberId, now: Instant): IdentityEntry => ({
  ...identityEntry(key, memberId, now),
  verifiedAt: NEVER,
});

export const identitiesOf = (
  { memberId, phone, oldCardKey, cardKey }: Imported,
  now: Instant,
): IdentityEntry[] => [
  ...[phone?.key ?? null, oldCardKey]
    .filter((key) => key !== null)
    .map((key) => unverified(key, memberId, now)),
  identityEntry(cardKey, memberId, now),
];

const NO_TAGS = { tags: [], tagMarks: [] };
const tagsOf = ({ importId, line }: Pick<Imported, 'importId' | 'line'>, now: Instant) =>
  retagged(NO_TAGS, { give: line.tags, how: 'import', by: importId, at: now }) ?? NO_TAGS;

/** Not new: what is given for joining is not due, and nobody brought them. */
export const planImported = (
  { memberId, importId, requestId, line, phone, card }: Imported,
  now: Instant,
): DocumentOf<'members'> => ({
  _id: memberId,
  status: 'active',
  mergedInto: null,
  absorbed: [],
  merges: 0,
  apartFrom: [],
  nickname: line.name,
  profile: {
    ...NO_PROFILE,
    gender: line.gender,
    birthday: line.birthday,
  },
  phone: phone && { masked: phone.masked, cipher: phone.cipher, linkedBy: requestId },
  numbers: phone ? [phone.key] : [],
  personCheckAt: null,
  phoneNotice: null,
  closesAt: null,
  card,
  attribution: null,
  leaderId: null,
  attributedTo: null,
  joinAward: 'done',
  charters: [],
  activeAt: line.joinedAt ?? now,
  joinedAt: line.joinedAt ?? now,
  join: { requestId, phone: phone ? 'verified' : 'not_given' },
  unreadMessages: 0,
  lastPaidAt: null,
  tierMove: null,
  ...tagsOf({ importId, line }, now),
  frozen: null,
  welcomePoints: 'done',
  returned: false,
  giftedTiers: [],
  usedRights: [],
  imported: { importId, line: line.line, heldAt: null },
  invite: null,
  inviteState: 'none',
  untold: [],
  unreminded: [],
  remindAt: null,
});
