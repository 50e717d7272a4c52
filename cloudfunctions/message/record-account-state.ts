import { closeAlarm, raiseAlarm } from '../kit/alarm/raise-alarm';
import type { TimerCall } from '../kit/host/serve-timer';
import type { WechatAccountName } from '../kit/wechat/wechat-error';

const KIND = 'wechat_account_not_ready';

/** Whether these accounts could be called in this run: told once when one cannot, and once when it can again. */
export async function recordAccountState(
  { store, wechat, now }: TimerCall,
  tried: readonly WechatAccountName[],
): Promise<void> {
  for (const subject of tried) {
    const reason = wechat.notReady(subject);
    if (reason) await raiseAlarm(store, { kind: KIND, subject, detail: reason.message }, now);
    else await closeAlarm(store, { kind: KIND, subject }, now);
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
