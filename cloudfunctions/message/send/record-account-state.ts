import { clearAlarm, raiseAlarm } from '../../kit/alarm/raise-alarm';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { WechatAccountName } from '../../kit/wechat/wechat-error';

/** Whether these accounts could be called in this run: told once when one cannot, and once when it can again. */
export async function recordAccountState(
  call: TimerCall,
  tried: readonly WechatAccountName[],
): Promise<void> {
  for (const subject of tried) {
    const reason = call.wechat.notReady(subject);
    const about = { kind: 'wechat_account', subject } as const;
    if (reason) await raiseAlarm(call, { ...about, detail: reason.message, since: call.now });
    else await clearAlarm(call, about);
  }
}

/** Those that stopped in this run, for whoever sent by either. */
export async function recordStoppedAccounts(call: TimerCall): Promise<void> {
  const both: readonly WechatAccountName[] = ['mini_program', 'official_account'];
  await recordAccountState(
    call,
    both.filter((account) => call.wechat.notReady(account) !== null),
  );
}
