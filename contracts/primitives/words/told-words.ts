import { fen, yuanText } from '../fen';
import { messageKindTexts } from '../message-kind-text';
import { instant, wechatTimeText } from '../time';
import { methodText } from './order-words';
import { roleWords } from './role-words';

/** What an audit entry says was before and is after, for phone, desk and files alike. Pure. */
const names: Readonly<Record<string, string>> = {
  name: '名称',
  status: '状态',
  state: '状态',
  version: '版本',
  role: '角色',
  stores: '门店',
  method: '收款方式',
  mode: '交付方式',
  services: '服务类目',
  balance: '积分余额',
  refundedFen: '已退',
  refundingFen: '正在退',
  attempts: '尝试次数',
  team: '团队人数',
  count: '数量',
  priceFen: '价格',
  total: '总量',
  enabled: '启用',
  priority: '优先级',
  expiresAt: '到期',
  kind: '种类',
  leader: '团长',
  city: '城市',
  hours: '营业时间',
  open: '营业',
  coupons: '券',
  turn: '第几次',
  picture: '图片',
  tags: '标签',
  tier: '等级',
  floor: '保底等级',
  growth: '成长值',
  until: '到什么时候',
  frozen: '冻结',
  fulfilled: '已交付',
  region: '区域',
  address: '地址',
  phone: '电话',
  location: '坐标',
  changed: '改了几张',
  later: '用完再改的',
  checks: '核对几项',
  repair: '同时修复',
  'brand.name': '品牌名',
  'brand.colour': '主题色',
};

/** How things stand, whatever they are: one word means one thing in all of them. */
const states: Readonly<Record<string, string>> = {
  draft: '草稿',
  published: '发放中',
  paused: '已暂停',
  ended: '已结束',
  open: '未结束',
  awaiting_payment: '付款中',
  paid: '已付款',
  cancelled: '已取消',
  unused: '未使用',
  used: '已使用',
  revoked: '已收回',
  waiting: '待处理',
  awaiting_approval: '待审批',
  approved: '已通过',
  refused: '未通过',
  begun: '已开始',
  undoing: '撤销中',
  done: '已完成',
  closed: '已关闭',
  handled: '已另行处理',
  active: '正常',
  held: '待核实',
};

/** What codes of the database are called, by field. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: states,
  state: states,
  role: roleWords,
  method: methodText,
  kind: messageKindTexts,
};

type Value = string | number | boolean | null | undefined;
type Values = Readonly<Record<string, Value>>;
interface Told {
  before: Values | null;
  after: Values | null;
}

/** A field without a word is told as it is named. */
export const toldName = (field: string): string => names[field] ?? field;

/** Fields that are moments. */
const moments: readonly string[] = ['until', 'expiresAt'];

export function toldValue(field: string, value: Value): string {
  if (value === null || value === undefined || value === '') return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.endsWith('Fen') && typeof value === 'number') return `${yuanText(fen(value))} 元`;
  if (moments.includes(field) && typeof value === 'number') return wechatTimeText(instant(value));
  const text = String(value);
  return words[field]?.[text] ?? text;
}

/** A line per field that differs. */
export function toldTexts({ before, after }: Told): string[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .filter((field) => before?.[field] !== after?.[field])
    .map((field) => {
      const is = toldValue(field, after?.[field]);
      const name = toldName(field);
      return before === null ? `${name}：${is}` : `${name}：${toldValue(field, before[field])} → ${is}`;
    });
}
