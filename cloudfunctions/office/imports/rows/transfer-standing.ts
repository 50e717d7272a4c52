import { isDeepStrictEqual } from 'node:util';
import type { DocumentOf } from '../../../kit/store/schema';
import type { ImportLine } from './read-line';

/** Who stands in several lists: what each says of them, and to which of the others it goes when one is taken back. Pure. */
type SliceLine = DocumentOf<'memberImportSlices'>['lines'][number];
type Says = NonNullable<SliceLine['says']>;
type Changed = NonNullable<SliceLine['changed']>;

interface Now {
  nickname: string | null;
  profile: Pick<DocumentOf<'members'>['profile'], 'gender' | 'birthday'>;
  tags: readonly string[];
}

/** What of a line holds of somebody, whether the line made it so or found it so. */
export function saysOf(
  { name, gender, birthday, tags }: ImportLine,
  { nickname, profile, tags: theirs }: Now,
  keys: { phone: string | null; card: string | null },
): Says {
  const held = tags.filter((tag) => theirs.includes(tag));
  return {
    ...(name !== null && name === nickname && { nickname: name }),
    ...(gender !== null && gender === profile.gender && { gender }),
    ...(birthday !== null && birthday === profile.birthday && { birthday }),
    ...(held.length > 0 && { tags: held }),
    ...(keys.phone !== null && { phone: keys.phone }),
    ...(keys.card !== null && { card: keys.card }),
  };
}

export const isMaker = ({ verdict, inherits }: SliceLine): boolean =>
  verdict === 'create' || inherits === true;

/** Whoever a line made had nothing before. */
export function changedBy({ verdict, changed, says = {} }: SliceLine): Changed {
  if (changed !== null || verdict !== 'create') return changed ?? {};
  const { nickname, gender, birthday, tags, phone, card } = says;
  return {
    ...(nickname !== undefined && { nickname: { from: null, to: nickname } }),
    ...(gender !== undefined && { gender: { from: null, to: gender } }),
    ...(birthday !== undefined && { birthday: { from: null, to: birthday } }),
    ...(tags && { addedTags: tags }),
    ...(phone !== undefined && { addedPhone: phone }),
    ...(card !== undefined && { addedCard: card }),
  };
}

interface Heir {
  says: Says;
  changed: Changed;
}

/**
 * What a line did goes to the first after it that says the same, as if that one had done it; whoever changed it since goes back to what
 * was before both. @param later lines of the same person in lists after this one that stand, in their order
 * @returns what nobody says now, and those lines
 */
export function transferStanding(
  line: SliceLine,
  later: readonly SliceLine[],
): { left: Changed; later: SliceLine[] } {
  const left = { ...changedBy(line) };
  const heirs = later.map(({ says = {}, changed }) => ({ says, changed: { ...changed } }));
  if (passValue('nickname', left, heirs)) delete left.nickname;
  if (passValue('gender', left, heirs)) delete left.gender;
  if (passValue('birthday', left, heirs)) delete left.birthday;
  left.addedTags = (left.addedTags ?? []).filter((tag) => {
    const heir = heirs.find(({ says }) => says.tags?.includes(tag) === true);
    if (heir) heir.changed.addedTags = [...new Set([...(heir.changed.addedTags ?? []), tag])];
    return !heir;
  });
  const phoneHeir = heirs.find(({ says }) => says.phone !== undefined && says.phone === left.addedPhone);
  if (phoneHeir) phoneHeir.changed.addedPhone = left.addedPhone;
  if (phoneHeir) delete left.addedPhone;
  const cardHeir = heirs.find(({ says }) => says.card !== undefined && says.card === left.addedCard);
  if (cardHeir) cardHeir.changed.addedCard = left.addedCard;
  if (cardHeir) delete left.addedCard;
  return { left, later: later.map((one, at) => inherit(one, heirs[at]?.changed, at === 0 && isMaker(line))) };
}

function inherit(line: SliceLine, changed: Changed = {}, makes: boolean): SliceLine {
  if (!makes && isDeepStrictEqual(changed, line.changed ?? {})) return line;
  return { ...line, outcome: 'made', changed, ...(makes && { inherits: true }) };
}

function passValue(
  field: 'nickname' | 'gender' | 'birthday',
  mine: Changed,
  heirs: readonly Heir[],
): boolean {
  const was = mine[field];
  if (was === undefined) return false;
  const heir = heirs.find(({ says, changed }) => (changed[field]?.from ?? says[field] ?? null) === was.to);
  if (!heir) return false;
  const to = heir.changed[field]?.to ?? was.to;
  heir.changed = { ...heir.changed, [field]: { from: was.from, to } };
  return true;
}
