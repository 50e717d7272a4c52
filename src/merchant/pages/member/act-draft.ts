import {
  checkForm,
  good,
  needed,
  neededReason,
  neededText,
  neededWhole,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import type { CouponId, MemberId } from '@contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  DAY_MS,
  startOfChinaDate,
  type ChinaDate,
  type Instant,
} from '@contracts/primitives/time';
import type { NoteKind } from '@contracts/voice/voice-values';
import { checkSaid } from '../../components/voice/check-said';
import type { PickedMember } from '../../components/member-picker/member-picker';

/** What the office does with one member on this page; points and giving coupons have pages of their own. */
export const acts = [
  'tag',
  'note',
  'said',
  'freeze',
  'growth',
  'floor',
  'revoke',
  'extend',
  'replace',
  'phone',
  'same',
] as const;
export type Act = (typeof acts)[number];

export interface ActDraft {
  act: Act | null;
  /** Tags to give, as typed: several with a comma between. */
  added: string;
  removed: readonly string[];
  /** Kept away so far, left to their rules again. */
  released: readonly string[];
  text: string;
  /** What they said, and in how many days something is to come of it. */
  kind: NoteKind;
  inDays: string;
  way: 'give' | 'take';
  growth: string;
  /** Place of the tier by hand; 0: none any more. */
  level: number | null;
  couponId: CouponId | null;
  /** Which of several card numbers is lost; null: the one that is shown. */
  lostEnd: string | null;
  /** The last day, `YYYY-MM-DD`. */
  day: string;
  isForever: boolean;
  other: PickedMember | null;
  reason: string;
}

export const EMPTY_ACT: ActDraft = {
  act: null,
  added: '',
  removed: [],
  released: [],
  text: '',
  kind: 'complaint',
  inDays: '2',
  way: 'give',
  growth: '',
  level: null,
  couponId: null,
  lostEnd: null,
  day: '',
  isForever: false,
  other: null,
  reason: '',
};

/** What is to be done, as far as the page asks for it. */
export type Deed =
  | { act: 'tag'; add: string[]; remove: string[]; release: string[]; reason: string }
  | { act: 'note'; text: string }
  | { act: 'said'; kind: NoteKind; text: string; inDays: number }
  | { act: 'growth'; growth: number; reason: string }
  | { act: 'floor'; level: number; until: ChinaDate | null; reason: string }
  | { act: 'revoke'; couponId: CouponId; reason: string }
  | { act: 'extend'; expiresAt: Instant | null; reason: string }
  | { act: 'same'; other: PickedMember; reason: string }
  | { act: 'replace'; lostEnd: string | null; reason: string }
  | { act: 'freeze' | 'phone'; reason: string };

const MOST_TAG = 20;

/** `宝妈，爱吃菜` → both, each once. */
export const tagsTyped = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,，、\n]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

const reasonOf = ({ reason }: ActDraft): Read<string> =>
  neededReason(reason, '原因', '请写原因，至少两个字，会记入操作日志');

function tagsOf({ added, removed, released }: ActDraft): Read<string[]> {
  const tags = tagsTyped(added);
  if (tags.some((tag) => Array.from(tag).length > MOST_TAG))
    return wrong('标签', `每个标签最多 ${MOST_TAG} 个字`);
  if (tags.length > MOST_TAG) return wrong('标签', `一次最多加 ${MOST_TAG} 个标签`);
  if (tags.length === 0 && removed.length === 0 && released.length === 0)
    return wrong('标签', '请写要加的标签，或点要去掉的');
  return good(tags);
}

/** The day chosen is the last one the card is good for. */
function endOf({ day, isForever }: ActDraft): Read<Instant | null> {
  if (isForever) return good(null);
  const start = startOfChinaDate(day);
  return start === null ? wrong('新的到期日', '请选到期日，或选长期有效') : good(addMs(start, DAY_MS));
}

/** The day chosen is the last one the tier is held; what is taken away ends anyhow. */
function floorEndOf({ day, level }: ActDraft): Read<ChinaDate | null> {
  if (level === 0) return good(null);
  const start = startOfChinaDate(day);
  return start === null ? wrong('保留到', '请选保留到哪天') : good(chinaDateOf(addMs(start, DAY_MS)));
}

const otherOf = (memberId: MemberId, { other }: ActDraft): Read<PickedMember> =>
  other?.memberId === memberId
    ? wrong('另一位', '请选另一位会员')
    : needed(other, '另一位', '请先找到另一位');

const checkTags = (draft: ActDraft, reason: Read<string>): Checked<Deed> =>
  checkForm({ added: tagsOf(draft), reason }, (read) => ({
    act: 'tag' as const,
    add: read.added.value,
    remove: [...draft.removed],
    release: [...draft.released],
    reason: read.reason.value,
  }));

const checkFloor = (draft: ActDraft, reason: Read<string>): Checked<Deed> =>
  checkForm(
    { level: needed(draft.level, '定为', '请选等级'), until: floorEndOf(draft), reason },
    ({ level, until, reason: why }) => ({
      act: 'floor' as const,
      level: level.value,
      until: until.value,
      reason: why.value,
    }),
  );

const saidOf = (checked: ReturnType<typeof checkSaid>): Checked<Deed> =>
  checked.ok ? { ok: true, value: { act: 'said', ...checked.value } } : checked;

/** What the form says, with the reason that was typed. */
export const checkAct =
  (memberId: MemberId) =>
  (draft: ActDraft): Checked<Deed> => {
    const { act } = draft;
    const reason = reasonOf(draft);
    switch (act) {
      case null:
        return { ok: false, problems: [] };
      case 'tag':
        return checkTags(draft, reason);
      case 'note':
        return checkForm({ text: neededText(draft.text, '备注', '请写备注') }, (read) => ({
          act,
          text: read.text.value,
        }));
      case 'said':
        return saidOf(checkSaid(draft));
      case 'growth':
        return checkForm({ growth: neededWhole(draft.growth, '成长值', [1, 1_000_000]), reason }, (read) => ({
          act,
          growth: draft.way === 'give' ? read.growth.value : -read.growth.value,
          reason: read.reason.value,
        }));
      case 'floor':
        return checkFloor(draft, reason);
      case 'revoke':
        return checkForm({ coupon: needed(draft.couponId, '哪张券', '请选要收回的券'), reason }, (read) => ({
          act,
          couponId: read.coupon.value,
          reason: read.reason.value,
        }));
      case 'extend':
        return checkForm({ day: endOf(draft), reason }, (read) => ({
          act,
          expiresAt: read.day.value,
          reason: read.reason.value,
        }));
      case 'same':
        return checkForm({ other: otherOf(memberId, draft), reason }, (read) => ({
          act,
          other: read.other.value,
          reason: read.reason.value,
        }));
      case 'replace':
        return checkForm({ reason }, (read) => ({ act, lostEnd: draft.lostEnd, reason: read.reason.value }));
      default:
        return checkForm({ reason }, (read) => ({ act, reason: read.reason.value }));
    }
  };
