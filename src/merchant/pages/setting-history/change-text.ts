import type { SettingVersion } from '@contracts/office/settings';
import { fen, yuanText } from '@contracts/primitives/fen';
import { ruleGroups } from '../settings/setting-draft';

type Change = SettingVersion['changes'][number];

const field = (path: string) => {
  const [name = '', key = ''] = path.split('.');
  const group = Object.entries(ruleGroups).find(([one]) => one === name)?.[1];
  return { group, field: group?.fields.find((one) => one.key === key) };
};

function valueText(path: string, value: Change['before']): string {
  if (value === null) return '默认';
  const { field: found } = field(path);
  if (found?.as === 'yuan' && typeof value === 'number') return `${yuanText(fen(value))} 元`;
  if (found?.as === 'choice') return found.choices?.find(({ id }) => id === value)?.name ?? String(value);
  return `${String(value)}${found?.unit === undefined ? '' : ` ${found.unit}`}`;
}

/** One change, by the label of its field: `柜台 · 每人每天退款：2000 元 → 500 元`. */
export function changeText({ path, before, after }: Change): string {
  const { group, field: found } = field(path);
  const name = group && found ? `${group.title} · ${found.label}` : path;
  return `${name}：${valueText(path, before)} → ${valueText(path, after)}`;
}
