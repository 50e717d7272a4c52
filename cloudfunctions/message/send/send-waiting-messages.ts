import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import type { WechatAccountName } from '../../kit/wechat/wechat-error';
import type { Message } from './issue-message';
import { sendInParallel } from './send-in-parallel';
import { sendMessage } from './send-message';
import { recordDelivery } from './record-delivery';
import { takeUpMessage } from './take-up-message';
import { recordAccountState } from './record-account-state';

const PAGE = 200;

/** Each channel with the account it goes out by. */
const channels = [
  ['wechat', 'mini_program'],
  ['official_account', 'official_account'],
  ['official_notice', 'official_account'],
] as const satisfies readonly (readonly [Message['channel'], WechatAccountName])[];

/**
 * Sends that an earlier sweep left behind: those interrupted between writing the message and learning WeChat's answer are
 * recorded as unknown, those WeChat asked to try later and those that waited for their account are tried again. An account that
 * cannot be called ends its channel's turn, not the other's. Returns how many of each.
 */
export async function sendWaitingMessages(
  call: TimerCall,
): Promise<{ interrupted: number; retried: number }> {
  const { items: interrupted } = await call.store.messages.find({
    where: { delivery: 'pending', wakeAt: atMost(call.now) },
    orderBy: 'wakeAt',
    limit: PAGE,
  });
  await sendInParallel(call, interrupted, async (message) => {
    await recordDelivery(call, message, { outcome: 'unknown' }, call.now);
  });
  let retried = 0;
  for (const [channel, account] of channels) {
    if (account === 'official_account' && call.settings.officialAccount === null) continue;
    retried += await sendWaitingBy(call, channel, account);
  }
  return { interrupted: interrupted.length, retried };
}

async function sendWaitingBy(
  call: TimerCall,
  channel: Message['channel'],
  account: WechatAccountName,
): Promise<number> {
  let taken = 0;
  let tried = 0;
  const isOver = () => call.outOfTime() || call.wechat.notReady(account) !== null;
  for (;;) {
    const { items } = await call.store.messages.find({
      where: { delivery: 'retrying', channel, wakeAt: atMost(call.now) },
      orderBy: 'wakeAt',
      limit: PAGE,
    });
    let takenNow = 0;
    await sendInParallel(call, items, async (waiting) => {
      if (isOver()) return;
      takenNow += 1;
      const message = await takeUpMessage(call, waiting);
      if (message === null) return;
      tried += 1;
      await sendMessage(call, message);
    });
    taken += takenNow;
    if (items.length < PAGE || takenNow < items.length || isOver()) break;
  }
  if (tried > 0) await recordAccountState(call, [account]);
  return taken;
}
