import type { MemberFilter } from '../../../../contracts/office/member-filter';
import type { MemberSource } from '../../../../contracts/office/kept-values';
import { chinaDateOf, type Instant } from '../../../../contracts/primitives/time';
import type { TimerCall } from '../../../kit/host/serve-timer';
import { decryptPhone } from '../../../kit/identity/phone-vault';
import type { DocumentOf } from '../../../kit/store/schema';
import { findRows } from '../../members/list/list-members';
import type { Cell } from '../csv';

/** A member as a line of the file. Pure. */
export const MEMBER_HEADINGS: readonly string[] = [
  '名字',
  '手机号',
  '会员卡',
  '卡号尾号',
  '入会日期',
  '来源',
  '团长',
  '标签',
  '最近消费',
  '一年单数',
  '一年金额（元）',
  '可用券',
  '积分',
  '状态',
];

const sources: Readonly<Record<MemberSource, string>> = {
  scan: '扫码',
  group: '微信群',
  group_unknown: '微信群',
  chat: '聊天卡片',
  link: '链接',
  timeline: '朋友圈',
  message: '消息',
  other: '其他',
  unknown: '未知',
  invite: '好友邀请',
  import: '导入',
  own: '自己打开',
};

interface Told {
  nickname: string | null;
  phone: string | null;
  planName: string;
  cardEnd: string;
  joinedAt: Instant;
  source: MemberSource;
  leaderName: string | null;
  tags: readonly string[];
  /** 0: never. */
  lastPaidAt: Instant;
  orders: number;
  amountFen: number;
  coupons: number;
  points: number;
  frozen: boolean;
}

const lineOf = (told: Told): Cell[] => [
  told.nickname,
  told.phone,
  told.planName,
  told.cardEnd,
  chinaDateOf(told.joinedAt),
  sources[told.source],
  told.leaderName,
  told.tags.join('、'),
  told.lastPaidAt === 0 ? null : chinaDateOf(told.lastPaidAt),
  told.orders,
  told.amountFen / 100,
  told.coupons,
  told.points,
  told.frozen ? '已冻结' : null,
];

export type Call = Pick<TimerCall, 'store'> & { settings: Pick<TimerCall['settings'], 'phone'> };

/** A slice of the members of a filter, as lines. Whole numbers where they were asked for. */
export async function readMemberLines(
  call: Call,
  { filter, withPhones }: { filter: MemberFilter; withPhones: boolean },
  cursor: string | null,
  limit: number,
): Promise<{ lines: Cell[][]; nextCursor: string | null }> {
  const { items: rows, nextCursor } = await findRows(call, filter, cursor, limit);
  return { lines: await linesOf(call, rows, withPhones), nextCursor };
}

/** Rows of the index as lines, in their order; whoever is no member any more has none. */
export async function linesOf(
  { store, settings }: Call,
  rows: readonly DocumentOf<'memberIndex'>[],
  withPhones: boolean,
): Promise<Cell[][]> {
  const [members, leaders] = await Promise.all([
    store.members.getMany(rows.map(({ _id }) => _id)),
    store.leaders.getMany([...new Set(rows.flatMap(({ leaderId }) => leaderId ?? []))]),
  ]);
  const byId = new Map(members.map((member) => [member._id, member]));
  const names = new Map(leaders.map(({ _id, name }) => [_id, name]));
  return rows.flatMap((row) => {
    const member = byId.get(row._id);
    if (member?.status !== 'active') return [];
    const { phone, card } = member;
    return [
      lineOf({
        nickname: member.nickname,
        phone: phone && (withPhones ? decryptPhone(settings.phone, phone.cipher) : phone.masked),
        planName: card.planName,
        cardEnd: card.number.slice(-4),
        joinedAt: member.joinedAt,
        source: row.source,
        leaderName: row.leaderId === null ? null : (names.get(row.leaderId) ?? null),
        tags: member.tags,
        lastPaidAt: row.lastPaidAt,
        orders: row.orders365,
        amountFen: row.amount365,
        coupons: row.coupons,
        points: row.points,
        frozen: member.frozen !== null,
      }),
    ];
  });
}
