import type { AuditView } from '@contracts/office/office';
import { fen, yuanText } from '@contracts/primitives/fen';

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
};

type Value = NonNullable<AuditView['before']>[string] | undefined;

function valueText(field: string, value: Value): string {
  if (value === null || value === undefined || value === '') return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.endsWith('Fen') && typeof value === 'number') return `${yuanText(fen(value))} 元`;
  return String(value);
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
