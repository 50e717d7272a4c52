import type { AlarmKind } from '@contracts/health';
import { checkTexts } from '../../components/words/reconciliation-text';

const accounts: Readonly<Record<string, string>> = { mini_program: '小程序', official_account: '公众号' };

export function alarmTitle(kind: AlarmKind, subject: string): string {
  switch (kind) {
    case 'sweep_part':
      return `后台任务「${subject}」`;
    case 'wechat_account':
      return `${accounts[subject] ?? subject}不能调用微信接口`;
    case 'wrong_codes':
      return '收银台输错很多次码';
    case 'reconciliation':
      return `对账：${checkTexts.get(subject) ?? subject}`;
    case 'audience':
      return '会员的人群数据对不上';
    case 'figures':
      return '经营数据对不上';
    case 'order_shipping':
      return '发货信息没有传给微信';
  }
}

/** After the time it began. */
export function alarmAdvice(kind: AlarmKind): string {
  switch (kind) {
    case 'sweep_part':
      return '起一直失败，请联系技术人员';
    case 'wechat_account':
      return '起发不出去，请技术人员核对 AppSecret 与 IP 白名单；恢复后自动继续';
    case 'order_shipping':
      return '起有货款被冻结，请到微信公众平台「订单发货」手动发货';
    case 'reconciliation':
      return '起数字不一致，到「对账」里看是哪些';
    case 'audience':
      return '起人群人数可能不准，请联系技术人员';
    case 'figures':
      return '起有数字不准，请在电脑上「经营数据 → 核对」里改正';
    case 'wrong_codes':
      return '起可能有人在试码，请到店里核实';
  }
}
