import type { AuditView } from '@contracts/office/office';
import { fen, yuanText } from '@contracts/primitives/fen';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { methodText } from '@contracts/primitives/words/order-words';
import { roleTexts } from '../../components/words/role-text';

/** What an entry says was before and is after, a line per field that differs. Pure. */
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
  role: roleTexts,
  method: methodText,
  kind: messageKindTexts,
};

type Value = NonNullable<AuditView['before']>[string] | undefined;

function valueText(field: string, value: Value): string {
  if (value === null || value === undefined || value === '') return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.endsWith('Fen') && typeof value === 'number') return `${yuanText(fen(value))} 元`;
  const text = String(value);
  return words[field]?.[text] ?? text;
}

export function toldTexts({ before, after }: Pick<AuditView, 'before' | 'after'>): string[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .filter((field) => before?.[field] !== after?.[field])
    .map((field) => {
      const name = names[field] ?? field;
      const is = valueText(field, after?.[field]);
      return before === null ? `${name}：${is}` : `${name}：${valueText(field, before[field])} → ${is}`;
    });
}
