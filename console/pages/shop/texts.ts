import type { InvitationState } from '@contracts/merchant/staff';
import type { Language } from '../../texts/use-texts';

const zh = {
  columns: { name: '姓名', role: '角色', stores: '门店', me: '', act: '' },
  you: '你',
  noStores: '还没有分门店',
  role: '换角色',
  revoke: '取消员工',
  stores: '分门店',
  newRole: '新角色',
  storesWhat: '店员、顾问只看得到分给他们的门店',
  roleWhat: '从下一次操作起生效；角色低了，电脑上的登录也随之结束',
  revokeWhat: '从下一次操作起什么也不能做，所有登录都结束',
  others: (names: string) => `同一个人的另一个账号还有角色：${names}`,
  atStores: '在这些门店工作',
  invitations: '邀请',
  people: '在岗',
  invitationStates: {
    open: '等待接受',
    accepted: '已接受',
    revoked: '已撤回',
    expired: '已过期',
    void: '已失效',
  } as Record<InvitationState, string>,
  withdraw: '撤回',
  withdrawSure: '撤回后这个链接立即失效。',
  invitedBy: '邀请人',
  state: '状态',
  ends: '到期',
  hint: '新员工在手机小程序里邀请：邀请要发到对方的微信。',
};
export type ShopTexts = typeof zh;

const en: ShopTexts = {
  columns: { name: 'Name', role: 'Role', stores: 'Stores', me: '', act: '' },
  you: 'You',
  noStores: 'No store yet',
  role: 'Change role',
  revoke: 'End role',
  stores: 'Stores',
  newRole: 'New role',
  storesWhat: 'Clerks and advisers see only the stores given to them',
  roleWhat: 'From the next call on; console sessions end with a lower role',
  revokeWhat: 'Nothing works any more from the next call on; all sessions end',
  others: (names) => `Another account of the same person still has a role: ${names}`,
  atStores: 'Works at these stores',
  invitations: 'Invitations',
  people: 'At work',
  invitationStates: {
    open: 'Waiting',
    accepted: 'Accepted',
    revoked: 'Withdrawn',
    expired: 'Expired',
    void: 'Void',
  },
  withdraw: 'Withdraw',
  withdrawSure: 'The link ends at once.',
  invitedBy: 'Invited by',
  state: 'State',
  ends: 'Ends',
  hint: 'New staff are invited in the mini-program, where the link is sent to their WeChat.',
};
export const shopTexts: Record<Language, ShopTexts> = { zh, en };
