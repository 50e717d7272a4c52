import type { ReconciliationCheck } from '@contracts/office/kept-values';
import type { Language } from '../../texts/use-texts';

const zh = {
  columns: {
    at: '时间',
    who: '谁',
    action: '做了什么',
    amount: '金额',
    points: '积分',
    store: '门店',
    about: '关于',
    reason: '原因',
    order: '订单',
  },
  filters: { who: '谁', action: '做了什么', day: '哪一天', about: '会员、订单或规则的编号' },
  detail: { title: '操作', before: '之前', after: '之后', nothing: '没有记下内容' },
  checks: {
    ledger: '积分账户 = 流水',
    stock: '库存 = 已发 + 剩余',
    orders: '订单 = 付款 − 退款',
    grants: '发出的券 = 事实',
    outbox: '该发的消息都发了',
    quarantine: '没有被搁置的数据',
    audit: '操作日志没有被改过',
  } as Record<ReconciliationCheck, string>,
  start: '现在对一次账',
  started: (count: number) => `${count} 项一分钟内开始`,
  never: '还没有对过',
  fine: '一致',
  differs: (count: number) => `${count} 处不一致`,
  running: (looked: number) => `正在对，已看 ${looked} 条`,
  looked: (count: number) => `看了 ${count} 条`,
  finished: (at: string) => `${at} 对完`,
  next: (at: string) => `下次 ${at}`,
  andMore: (count: number) => `还有 ${count} 处`,
};
export type BooksTexts = typeof zh;

const en: BooksTexts = {
  columns: {
    at: 'Time',
    who: 'Who',
    action: 'Did what',
    amount: 'Amount',
    points: 'Points',
    store: 'Store',
    about: 'About',
    reason: 'Reason',
    order: 'Order',
  },
  filters: { who: 'Who', action: 'Did what', day: 'Day', about: 'Id of a member, order or rule' },
  detail: { title: 'Entry', before: 'Before', after: 'After', nothing: 'Nothing was noted' },
  checks: {
    ledger: 'Points accounts = entries',
    stock: 'Stock = issued + left',
    orders: 'Orders = payments − refunds',
    grants: 'Coupons given = facts',
    outbox: 'All messages went out',
    quarantine: 'No data set aside',
    audit: 'The audit log is untouched',
  },
  start: 'Reconcile now',
  started: (count) => `${count} begin within a minute`,
  never: 'Never ended yet',
  fine: 'Agrees',
  differs: (count) => `${count} differences`,
  running: (looked) => `Running, ${looked} looked at`,
  looked: (count) => `${count} looked at`,
  finished: (at) => `Ended ${at}`,
  next: (at) => `Next ${at}`,
  andMore: (count) => `${count} more`,
};
export const booksTexts: Record<Language, BooksTexts> = { zh, en };
