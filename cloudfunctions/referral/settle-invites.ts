import type { TimerCall } from '../kit/host/serve-timer';
import { logLine } from '../kit/log/log-line';
import { atMost } from '../kit/store/condition';
import type { Page } from '../kit/store/page';
import { bindReferral } from './bind-referral';
import { deliverReward } from './deliver-reward';

export type InviteSweepReport = {
  /** Newcomers whose credit was written down. */
  inviteCredits: number;
  /** Rewards given or taken back. */
  inviteRewards: number;
};

const PAGE = 100;

type Sweep = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

/** What joins and the clock left to do about invites; its cost grows with what is due. Two sweeps at once do it once. */
export async function settleInvites(call: Sweep): Promise<InviteSweepReport> {
  const { store, now } = call;
  const inviteCredits = await eachOf(
    call,
    (cursor) => store.members.find({ where: { inviteState: 'due' }, orderBy: '_id', limit: PAGE, cursor }),
    ({ _id }) => store.transact((transaction) => bindReferral(transaction, _id, now)),
  );
  const inviteRewards = await eachOf(
    call,
    (cursor) =>
      store.inviteRewards.find({ where: { dueAt: atMost(now) }, orderBy: 'dueAt', limit: PAGE, cursor }),
    (reward) => deliverReward(call, reward),
  );
  return { inviteCredits, inviteRewards };
}

/** One that cannot be settled does not stop the others: it is told in the log and found again by the next minute. */
async function eachOf<Document extends { _id: string }>(
  call: Sweep,
  readPage: (cursor: string | null) => Promise<Page<Document>>,
  work: (document: Document) => Promise<void>,
): Promise<number> {
  let settled = 0;
  let cursor: string | null = null;
  do {
    const page: Page<Document> = await readPage(cursor);
    for (const document of page.items) {
      if (call.outOfTime()) return settled;
      try {
        await work(document);
        settled += 1;
      } catch (error) {
        logLine('error', 'invite_not_settled', { id: document._id, detail: String(error) });
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return settled;
}
