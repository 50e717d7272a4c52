import { reconcileStock } from '../coupon/reconcile-stock';
import { closeAccounts } from '../identity/close-account';
import { sweepEvents } from '../identity/sweep-events';
import { settleMerges } from '../identity/settle-merges';
import { serveTimer } from '../kit/host/serve-timer';
import { reconcileFigures } from '../leader/reconcile-figures';
import { refreshBriefs } from '../leader/refresh-briefs';
import { settleCredits } from '../leader/settle-credits';
import { settleHandovers } from '../leader/transfer-team';
import { sendDuePushes } from '../message/send-due-pushes';
import { sendDueReminders } from '../message/send-due-reminders';
import { sendWaitingMessages } from '../message/send-waiting-messages';
import { reconcilePoints } from '../points/reconcile-points';
import { settleDueAccounts } from '../points/settle-due-accounts';
import { settleDuePayments } from '../payment/settle-due-payments';
import { settleInvites } from '../referral/settle-invites';

/** Under the function's time limit of 50 s (config.json), with room for the last send. */
const WORK_MS = 40_000;

export const main = serveTimer('sweep', WORK_MS, async (call) => {
  const payments = await settleDuePayments(call);
  const merges = await settleMerges(call);
  const closed = await closeAccounts(call);
  await sweepEvents(call);
  const invites = await settleInvites(call);
  const points = await settleDueAccounts(call);
  const waiting = await sendWaitingMessages(call);
  const reminders = await sendDueReminders(call);
  const pushes = await sendDuePushes(call);
  const stock = await reconcileStock(call);
  const handovers = await settleHandovers(call);
  const credits = await settleCredits(call);
  const leaders = await reconcileFigures(call);
  const briefs = await refreshBriefs(call);
  // Last: it takes what time is left.
  const ledger = await reconcilePoints(call);
  return {
    ...payments,
    merges,
    closed,
    ...invites,
    ...points,
    ...waiting,
    ...reminders,
    ...pushes,
    ...ledger,
    ...credits,
    ...leaders,
    handovers,
    briefs,
    stockCounted: stock.counted,
    stockCorrected: stock.corrected,
  };
});
