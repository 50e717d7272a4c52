import type { ImportVerdict } from '../../../../contracts/office/kept-values';
import type { MessageKind } from '../../../../contracts/message/message-values';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { marksOf } from '../../../kit/identity/tag-marks';
import type { DocumentOf } from '../../../kit/store/schema';
import type { ImportLine } from './read-line';

/** What becomes of a line of a list. Pure. */
type Member = Pick<
  DocumentOf<'members'>,
  '_id' | 'nickname' | 'tags' | 'tagMarks' | 'phone' | 'numbers' | 'closesAt'
> & {
  profile: Pick<DocumentOf<'members'>['profile'], 'gender' | 'birthday'>;
};

/** Whom the line’s identifiers lead to now. */
export interface Known {
  /** The first line of the file that has the same number, or the same card. */
  samePhoneAs: number | null;
  sameCardAs: number | null;
  byPhone: MemberId | null;
  byCard: MemberId | null;
  /** Whoever both lead to. */
  member: Member | null;
  /** Somebody signs in as this member: what they told of themselves is theirs. */
  signedIn: boolean;
  muted: readonly MessageKind[];
  /** Asked to be left alone in a list that was taken back. */
  optedOutBefore: boolean;
}

/** What a line changes of a member there is; what it does not name stays. */
export interface ImportPatch {
  nickname?: string;
  gender?: 'female' | 'male';
  birthday?: NonNullable<ImportLine['birthday']>;
  /** Those that are not theirs yet: what a rule gave stays the rule’s. */
  tags?: string[];
  addPhone?: true;
  addCard?: true;
  mute?: true;
}

export type Judgement =
  | { verdict: Extract<ImportVerdict, 'create'> }
  | { verdict: Extract<ImportVerdict, 'update'>; memberId: MemberId; patch: ImportPatch; what: string }
  | { verdict: Extract<ImportVerdict, 'same'>; memberId: MemberId }
  | { verdict: Extract<ImportVerdict, 'conflict' | 'reject'>; why: string };

const MOST_TAGS = 50;
/** What a list of another system can ask to be left alone by. */
export const OPTED_OUT_OF: MessageKind = 'campaign';

const conflict = (why: string): Judgement => ({ verdict: 'conflict', why });
const reject = (why: string): Judgement => ({ verdict: 'reject', why });

export function judgeLine(line: ImportLine, known: Known): Judgement {
  const [fault] = line.faults;
  if (fault !== undefined) return reject(fault);
  if (line.tags.length > MOST_TAGS) return reject(`一位会员最多 ${MOST_TAGS} 个标签`);
  if (known.samePhoneAs !== null) return conflict(`手机号和第 ${known.samePhoneAs} 行相同`);
  if (known.sameCardAs !== null) return conflict(`卡号和第 ${known.sameCardAs} 行相同`);
  const { byPhone, byCard, member } = known;
  if (byPhone !== null && byCard !== null && byPhone !== byCard)
    return conflict('手机号和卡号是两位会员的，请先在会员页看是不是同一人');
  if (byPhone === null && byCard === null) return { verdict: 'create' };
  if (member === null) return conflict('这位会员正在合并，请稍后再试');
  if (member.closesAt !== null) return conflict('本人正在注销账号');
  if (line.phone !== null && byPhone === null && (member.phone !== null || known.signedIn))
    return conflict(
      member.phone === null
        ? '这个卡号的会员已在小程序登录，手机号要本人验证'
        : '这个卡号的会员是另一个手机号',
    );
  return change(line, known, member);
}

/** Blanks change nothing; what is there already is only overwritten where nobody has signed in to tell it themselves. */
function change(line: ImportLine, { byPhone, byCard, signedIn, muted }: Known, member: Member): Judgement {
  const mayTake = <Value>(told: Value | null, had: Value | null): boolean =>
    told !== null && told !== had && (had === null || !signedIn);
  const marks = marksOf(member);
  // Somebody decided it of this one member: a list does not overrule that.
  const tags = line.tags.filter(
    (tag) => !member.tags.includes(tag) && !marks.some((mark) => mark.tag === tag && mark.own === 'kept_off'),
  );
  if (member.tags.length + tags.length > MOST_TAGS) return reject(`一位会员最多 ${MOST_TAGS} 个标签`);
  const patch: ImportPatch = {
    ...(line.name !== null && mayTake(line.name, member.nickname) && { nickname: line.name }),
    ...(line.gender !== null && mayTake(line.gender, member.profile.gender) && { gender: line.gender }),
    ...(line.birthday !== null &&
      mayTake(line.birthday, member.profile.birthday) && { birthday: line.birthday }),
    ...(tags.length > 0 && { tags }),
    ...(line.phone !== null && byPhone === null && { addPhone: true as const }),
    ...(line.oldCard !== null && byCard === null && { addCard: true as const }),
    ...(line.optedOut && !muted.includes(OPTED_OUT_OF) && { mute: true as const }),
  };
  const what = Object.keys(patch)
    .map((name) => (name in words ? words[name] : name))
    .join('、');
  if (what === '') return { verdict: 'same', memberId: member._id };
  return { verdict: 'update', memberId: member._id, patch, what };
}

const words: Readonly<Record<string, string>> = {
  nickname: '名字',
  gender: '性别',
  birthday: '生日',
  tags: '标签',
  addPhone: '手机号',
  addCard: '卡号',
  mute: '拒收推送',
};
