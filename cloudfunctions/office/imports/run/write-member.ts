import { maskPhone } from '../../../../contracts/primitives/phone';
import { instant, type Instant } from '../../../../contracts/primitives/time';
import { newCard } from '../../../card/new-card';
import { cardReminders } from '../../../card/notices/card-expiry';
import { newFact } from '../../../kit/facts/new-fact';
import { profileFact } from '../../../kit/facts/person-facts';
import { encryptPhone } from '../../../kit/identity/phone-vault';
import { retagged } from '../../../kit/identity/tag-marks';
import { importedMemberIdFor } from '../../../kit/ids/derived-id';
import { newCardNumber } from '../../../kit/ids/new-id';
import { identityEntry } from '../../../kit/person/identity-entry';
import { withNumbers } from '../../../kit/person/numbers';
import { cardKey } from '../../../kit/store/query/document-ids';
import type { DocumentOf } from '../../../kit/store/schema';
import type { TransactionStore } from '../../../kit/store/store';
import { OPTED_OUT_OF, type ImportPatch } from '../rows/judge-line';
import { identitiesOf, planImported, type Imported } from '../rows/plan-imported';
import type { ImportLine } from '../rows/read-line';
import { keysOfLine, type Working } from './look-up-lines';
import type { Import, SliceLine } from './mark-lines';

export type CardTerms = Parameters<typeof newCard>[0];

/** Everything of a line that is drawn or sealed. */
export interface Planned {
  imported: Imported;
}

export function planMember(call: Working & { current: Import; plan: CardTerms }, line: ImportLine): Planned {
  const { current, plan, now, settings } = call;
  const keys = keysOfLine(call, line);
  const number = newCardNumber();
  const { phone } = line;
  return {
    imported: {
      memberId: importedMemberIdFor(current._id, line.line, current.at),
      importId: current._id,
      requestId: current.requestId,
      line,
      phone:
        phone === null || keys.phone === null
          ? null
          : {
              key: keys.phone,
              masked: maskPhone(phone.slice(-11)),
              cipher: encryptPhone(settings.phone, phone),
            },
      oldCardKey: keys.card,
      card: newCard(plan, number, now),
      cardKey: cardKey(number),
    },
  };
}

/** @throws Duplicate when an identifier is taken meanwhile; then nothing was written */
export async function writeMember(
  transaction: TransactionStore,
  { imported }: Planned,
  { now, optedOutBefore }: { now: Instant; optedOutBefore: boolean },
): Promise<DocumentOf<'members'>> {
  const { memberId, importId, line, card } = imported;
  const member = planImported(imported, now);
  await transaction.identities.insert(...identitiesOf(imported, now));
  await transaction.members.insert(member);
  if (line.optedOut || optedOutBefore) await mute(transaction, memberId, now);
  transaction.remind(...cardReminders(memberId, card));
  transaction.tell(
    newFact({
      kind: 'joined',
      cause: memberId,
      memberId,
      at: member.joinedAt,
      now,
      refs: {
        channel: 'import',
        importId,
        planId: card.planId,
        phone: member.phone !== null,
        returned: false,
        source: 'import',
      },
    }),
  );
  return member;
}

/** An opt-out is only ever added: no list switches anybody’s messages on again. */
async function mute(
  transaction: TransactionStore,
  memberId: Imported['memberId'],
  now: Instant,
): Promise<void> {
  const profile = await transaction.messageProfiles.get(memberId);
  await transaction.messageProfiles.replace({
    ...(profile ?? { _id: memberId, quietHours: null, personalised: true, today: null }),
    mutedKinds: [...new Set([...(profile?.mutedKinds ?? []), OPTED_OUT_OF])],
    updatedAt: now,
  });
}

type Changed = NonNullable<SliceLine['changed']>;

/** @returns what there was before, for whoever takes it back, and what is now. @throws Duplicate as above */
export async function updateMember(
  transaction: TransactionStore,
  { imported }: Planned,
  { member, patch, now }: { member: DocumentOf<'members'>; patch: ImportPatch; now: Instant },
): Promise<{ changed: Changed; now: Pick<DocumentOf<'members'>, 'nickname' | 'profile' | 'tags'> }> {
  const { phone, oldCardKey, importId } = imported;
  const { profile, nickname } = member;
  const added = [patch.addPhone && phone ? phone.key : null, patch.addCard ? oldCardKey : null].filter(
    (key) => key !== null,
  );
  await transaction.identities.insert(
    ...added.map((key) => ({ ...identityEntry(key, member._id, now), verifiedAt: instant(0) })),
  );
  const { gender = profile.gender, birthday = profile.birthday } = patch;
  const after = {
    nickname: patch.nickname ?? nickname,
    profile: { ...profile, gender, birthday },
    tags: member.tags,
    ...(patch.tags && retagged(member, { give: patch.tags, how: 'import', by: importId, at: now })),
  };
  await transaction.members.update(member._id, {
    ...after,
    ...(patch.addPhone &&
      phone && {
        phone: { masked: phone.masked, cipher: phone.cipher, linkedBy: imported.requestId },
        numbers: withNumbers(member.numbers, [phone.key]),
      }),
  });
  if (patch.mute) await mute(transaction, member._id, now);
  transaction.tell({
    ...profileFact(
      member._id,
      { what: 'nickname', isSet: true, cause: `${importId}-${imported.line.line}` },
      now,
    ),
    refs: { what: 'import', importId },
  });
  const changed = {
    ...(patch.nickname !== undefined && { nickname: { from: nickname, to: patch.nickname } }),
    ...(patch.gender !== undefined && { gender: { from: profile.gender, to: patch.gender } }),
    ...(patch.birthday !== undefined && { birthday: { from: profile.birthday, to: patch.birthday } }),
    ...(patch.tags && { addedTags: patch.tags }),
    ...(patch.addPhone && phone && { addedPhone: phone.key }),
    ...(patch.addCard && oldCardKey !== null && { addedCard: oldCardKey }),
  };
  return { changed, now: after };
}
