import type { ImportField } from '../../../../contracts/office/kept-values';
import { halfWidth } from '../../../../contracts/primitives/typed';

/** What headings usually call a column; the merchant has the last word. Pure. */
const names: Readonly<Record<ImportField, readonly string[]>> = {
  phone: [
    '手机号',
    '手机',
    '手机号码',
    '电话',
    '联系电话',
    '联系方式',
    '会员手机',
    '会员手机号',
    'phone',
    'mobile',
    'tel',
  ],
  name: ['姓名', '名字', '昵称', '会员姓名', '会员名', '会员名称', '称呼', '客户姓名', 'name', 'nickname'],
  oldCard: ['卡号', '会员卡号', '会员号', '原卡号', '旧卡号', '会员编号', '编号', 'cardno', 'card'],
  joinedOn: [
    '入会日期',
    '入会时间',
    '注册时间',
    '注册日期',
    '开卡日期',
    '开卡时间',
    '办卡日期',
    '加入时间',
    'joined',
  ],
  gender: ['性别', 'gender', 'sex'],
  birthday: ['生日', '出生日期', '会员生日', 'birthday'],
  tags: ['标签', '会员标签', '分组', 'tags'],
  optedOut: ['拒收', '拒收消息', '退订', '不接收消息', '免打扰', 'optout'],
};

const plain = (heading: string): string =>
  halfWidth(heading)
    .toLowerCase()
    .replace(/[（(].*?[）)]/g, '')
    .replace(/[\s:*_-]/g, '');

/** A field for each column, none twice: the first column of a name is taken. */
export function suggestColumns(headings: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return headings.map((heading) => {
    const field = fieldOf(plain(heading));
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

const isField = (name: string): name is ImportField => name in names;

function fieldOf(heading: string): ImportField | null {
  for (const [field, known] of Object.entries(names))
    if (isField(field) && known.includes(heading)) return field;
  return null;
}
