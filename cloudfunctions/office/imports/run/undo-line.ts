import { isDeepStrictEqual } from 'node:util';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { cardReminders } from '../../../card/notices/card-expiry';
import { closedFact, profileFact } from '../../../kit/facts/person-facts';
import { retagged } from '../../../kit/identity/tag-marks';
import type { DocumentOf } from '../../../kit/store/schema';
import type { TransactionStore } from '../../../kit/store/store';
import { isMaker, transferStanding } from '../rows/transfer-standing';
import type { Heir, Heirs } from './look-up-heirs';
import type { Working } from './look-up-lines';
import { markLines, type Import, type Slice, type SliceLine } from './mark-lines';

export interface Use {
  /** As they were when it was looked at: whoever has changed since is looked at again with the next undo. */
  member: DocumentOf<'members'> | null;
  isMuted: boolean;
  identities: DocumentOf<'identities'>[];
  /** Why it stays; null: nothing was used. */
  why: string | null;
}

interface Found {
  used: ReadonlyMap<MemberId, Use>;
  heirs: Heirs;
}

const kept = (line: SliceLine, why: string): SliceLine => ({ ...line, outcome: 'kept', why });

/** One person of a list that is taken back: gone, as before, or kept with why. */
export async function undoLine(
  transaction: TransactionStore,
  { now, current }: Working & { current: Import },
  line: SliceLine,
  { used, heirs }: Found,
): Promise<SliceLine> {
  const { memberId } = line;
  const member = memberId === null ? null : await transaction.members.get(memberId);
  if (!member) return kept(line, '会员已经不在了');
  if (member.status !== 'active' || member.absorbed.length > 0) return kept(line, '已经和别的会员合并');
  const later = heirs.get(member._id) ?? [];
  if (!isMaker(line)) return restore(transaction, line, { member, later, now, current });
  const use = used.get(member._id);
  if (!use || use.why !== null) return kept(line, use?.why ?? '还在用');
  if (member.frozen !== null || member.lastPaidAt !== null) return kept(line, '之后有过操作');
  if (!isDeepStrictEqual(member, use.member)) return kept(line, '正在用');
  const identities = await Promise.all(use.identities.map(({ _id }) => transaction.identities.get(_id)));
  if (!isDeepStrictEqual(identities, use.identities)) return kept(line, '本人正在登录');
  const [heir] = later;
  if (heir) {
    await restore(transaction, line, { member, later, now, current });
    return kept(line, `还在之后导入的名单「${heir.name}」里，只撤回这份名单写的`);
  }
  const account = await transaction.pointsAccounts.get(member._id);
  if (account && account.entryCount > 0) return kept(line, '已经有积分');
  if (account) await transaction.pointsAccounts.remove(account._id);
  await keepOptOut(transaction, use, now);
  for (const { _id } of use.identities) await transaction.identities.remove(_id);
  for (const { _id } of cardReminders(member._id, member.card)) await transaction.reminders.remove(_id);
  await transaction.messageProfiles.remove(member._id);
  await transaction.members.remove(member._id);
  transaction.tell(closedFact(member._id, now));
  return { ...line, outcome: 'undone', memberId: null };
}

/** No list switches anybody on again, not even one that comes after this was taken back. */
async function keepOptOut(transaction: TransactionStore, { isMuted, identities }: Use, at: Working['now']) {
  const known = identities.filter(({ kind }) => kind === 'phone' || kind === 'old_card');
  const [key] = known.sort((one) => (one.kind === 'phone' ? -1 : 1));
  // By the number where there is one: of single records a transaction takes less than thirty.
  if (isMuted && key) await transaction.importOptOuts.replace({ _id: key._id, at });
}

/** Whoever was made is the first heir’s from now on. @returns what no other list says */
async function leaveToHeirs(
  transaction: TransactionStore,
  line: SliceLine,
  { _id, imported }: DocumentOf<'members'>,
  later: readonly Heir[],
) {
  const slices = new Map<string, Slice>();
  for (const { sliceId } of later) {
    const slice = slices.get(sliceId) ?? (await transaction.memberImportSlices.get(sliceId));
    if (slice) slices.set(sliceId, slice);
  }
  const stands = later.flatMap(({ sliceId, line: number }) => {
    const found = slices.get(sliceId)?.lines.find((one) => one.line === number);
    return found ? [{ sliceId, found }] : [];
  });
  const passed = transferStanding(
    line,
    stands.map(({ found }) => found),
  );
  for (const [sliceId, slice] of slices) {
    const lines = slice.lines.map((one) => {
      const at = stands.findIndex((stand) => stand.sliceId === sliceId && stand.found.line === one.line);
      return passed.later[at] ?? one;
    });
    await transaction.memberImportSlices.update(sliceId, markLines(lines));
  }
  const [first] = stands;
  const heir = first && slices.get(first.sliceId);
  if (first && heir && imported && isMaker(line))
    await transaction.members.update(_id, {
      imported: { ...imported, importId: heir.importId, line: first.found.line },
    });
  return passed.left;
}

interface Restoring extends Pick<Working, 'now'> {
  current: Import;
  member: DocumentOf<'members'>;
  later: readonly Heir[];
}

/** What is another by now was changed since, and stays. An opt-out stays, too: nobody is switched on again. */
async function restore(
  transaction: TransactionStore,
  line: SliceLine,
  { member, later, now, current }: Restoring,
): Promise<SliceLine> {
  const left = await leaveToHeirs(transaction, line, member, later);
  const { nickname, gender, birthday, addedTags = [], addedPhone, addedCard } = left;
  const back = <Value>(now: Value, was: { from: Value; to: Value } | undefined): Value =>
    was !== undefined && was.to === now ? was.from : now;
  const gone = new Set<string>();
  for (const key of [addedPhone, addedCard]) {
    const identity = key === undefined ? null : await transaction.identities.get(key);
    if (identity?.memberId !== member._id || identity.verifiedAt > 0) continue;
    await transaction.identities.remove(identity._id);
    gone.add(identity._id);
  }
  const isPhoneGone = addedPhone !== undefined && gone.has(addedPhone);
  await transaction.members.update(member._id, {
    nickname: back(member.nickname, nickname),
    profile: {
      ...member.profile,
      gender: back(member.profile.gender, gender),
      birthday: back(member.profile.birthday, birthday),
    },
    ...retagged(member, { release: addedTags, how: 'import', by: '', at: now }),
    ...(isPhoneGone && { phone: null, numbers: member.numbers.filter((key) => key !== addedPhone) }),
  });
  transaction.tell({
    ...profileFact(
      member._id,
      { what: 'nickname', isSet: false, cause: `undone-${current._id}-${line.line}` },
      now,
    ),
    refs: { what: 'import_undone', importId: current._id },
  });
  return { ...line, outcome: 'undone' };
}
