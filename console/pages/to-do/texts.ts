import type { ToDoKind } from '@contracts/office/to-do';
import type { Language } from '../../texts/use-texts';

interface ToDoTexts {
  kinds: Record<ToDoKind, string>;
  nothing: string;
  onPhone: string;
  waiting: (count: number) => string;
}

export const toDoTexts: Record<Language, ToDoTexts> = {
  zh: {
    kinds: {
      applications: '团长申请',
      held_invites: '待核实的邀请',
      held_awards: '待核实的业绩',
      decisions: '会员身份待办',
      complaints: '没处理完的投诉',
      refunds: '待处理退款',
      reviews: '待复核的收退款',
      held_orders: '货款与发货',
      approvals: '等你批准的推送',
      quarantine: '读不了的数据',
      alarms: '运行告警',
      reconciliation: '对账有差异',
    },
    nothing: '都处理完了',
    onPhone: '在手机小程序的工作台处理',
    waiting: (count) => `${count} 件`,
  },
  en: {
    kinds: {
      applications: 'Leader applications',
      held_invites: 'Invites to check',
      held_awards: 'Awards to check',
      decisions: 'Member identity',
      complaints: 'Open complaints',
      refunds: 'Troubled refunds',
      reviews: 'Reviews',
      held_orders: 'Shipping troubles',
      approvals: 'Pushes to approve',
      quarantine: 'Unreadable data',
      alarms: 'Alarms',
      reconciliation: 'Reconciliation differs',
    },
    nothing: 'All done',
    onPhone: 'Done in the mini-program’s workbench',
    waiting: (count) => `${count} waiting`,
  },
};
