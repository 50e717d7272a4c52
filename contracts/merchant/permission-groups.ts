/** What permissions are about, in the order they are shown. */
export const groups = [
  '收银',
  '券',
  '积分',
  '会员',
  '团长',
  '邀请',
  '福利',
  '消息',
  '经营数据',
  '门店与员工',
  '规则与查账',
] as const;
export type Group = (typeof groups)[number];
