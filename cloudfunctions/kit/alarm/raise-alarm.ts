import type { Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../host/serve-timer';
import { logLine } from '../log/log-line';
import { scrub } from '../log/scrub';
import { tellStaff } from '../outbox/tell-staff';
import { alarmId, type AlarmSubject } from './alarm-subject';

type Alarming = Pick<TimerCall, 'store' | 'now' | 'requestId'>;

export interface Alarm extends AlarmSubject {
  /** What it failed with the last time. */
  detail: string;
  /** The first of the failures in a row: names this alarm. */
  since: Instant;
}

const MOST_DETAIL = 300;

/**
 * Tells the merchant of what does not pass by itself: an alarm the operator sees, an error in the log, and a message for
 * everybody who runs the shop and is a member. Told again while it lasts it costs one read and does nothing. The messages are
 * written here and not by way of a reminder: reminders may be what does not work.
 */
export async function raiseAlarm(call: Alarming, alarm: Alarm): Promise<void> {
  const { store, now } = call;
  const _id = alarmId(alarm);
  const detail = scrub(alarm.detail).slice(0, MOST_DETAIL);
  if ((await store.alarms.get(_id))?.clearedAt === null) return;
  await tellStaff(call, 'operator', {
    kind: 'staff_alarm',
    cause: `alarm-${alarm.kind}-${alarm.subject}-${alarm.since}`,
    title: '系统告警',
    lines: linesOf(alarm),
    page:
      alarm.kind === 'reconciliation' ? 'merchant/pages/reconciliation/index' : 'merchant/pages/health/index',
  });
  const isNew = await store.transact(async (transaction) => {
    const known = await transaction.alarms.get(_id);
    if (known?.clearedAt === null) return false;
    await transaction.alarms.replace({ _id, detail, raisedAt: now, clearedAt: null });
    return true;
  });
  if (isNew) logLine('error', 'alarm', { kind: alarm.kind, id: _id, detail, requestId: call.requestId });
}

/** It is in order again. */
export async function clearAlarm({ store, now }: Alarming, about: AlarmSubject): Promise<void> {
  if (await store.alarms.updateIf(alarmId(about), { clearedAt: null }, { clearedAt: now }))
    logLine('info', 'alarm_cleared', { kind: about.kind, id: alarmId(about) });
}

function linesOf({ kind, subject }: Alarm): readonly string[] {
  switch (kind) {
    case 'sweep_part':
      return [
        `后台任务「${subject}」连续失败，相关功能可能会变慢或停下`,
        '恢复后自动解除；一直没有恢复请联系技术人员',
      ];
    case 'wechat_account':
      return [
        `${subject === 'official_account' ? '公众号' : '小程序'}暂时不能调用微信接口，提醒先留在站内消息里`,
        '请技术人员核对 AppSecret 与 IP 白名单；恢复后自动继续发送',
      ];
    case 'order_shipping':
      if (subject === 'access')
        return ['微信要求接入「发货信息管理」，否则货款会被冻结', '请在微信公众平台开通，开通后自动继续'];
      return [
        '有订单的发货信息没有传给微信，这些货款会一直被冻结',
        '请在「货款与发货」里看原因，并到微信公众平台「订单发货」手动发货',
      ];
    case 'reconciliation':
      return ['对账发现有数字不一致', '请在「对账」里看是哪些'];
    case 'audience':
      return ['会员的人群数据与记录对不上', '数字暂时可能不准，请技术人员查看运行状况'];
    case 'figures':
      return ['经营数据与记录对不上', '在电脑上打开「经营数据 → 核对」，看是哪些，可以让系统改正'];
    case 'wrong_codes':
      return ['门店收银台短时间内输错很多券码、取货码或卡号', '可能有人在试码，请到店里核实'];
  }
}
