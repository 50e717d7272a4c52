import type { PointsRule } from '../../../contracts/points/points-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { fileReminders } from '../../kit/facts/file-reminders';
import { NOTHING_KEPT, tellUntold } from '../../kit/facts/tell-untold';
import { atMost } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import { pointsReminder } from '../notices/points-expiry';
import { earnForEvent } from '../book/earn-for-event';
import { loadBook, saveBook } from '../book/load-book';
import { readRule } from '../book/read-rule';
import { afterStep, dueSteps } from '../rules/reminder-steps';

type SweepCall = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

export type PointsSweepReport = {
  /** Accounts on which a lot opened or expired, or a reminder became due. */
  pointsAccounts: number;
  /** Newcomers who got what joining earns. */
  pointsNewcomers: number;
};

const PAGE = 100;
const TROUBLE = 'points_not_matured';

/**
 * Writes down what the clock did to points: activations, expiries, and reminders of what will expire. The cost grows with
 * what is due, not with the accounts there are; two sweeps at once write each entry once, because the account decides.
 */
export async function matureAccounts(call: SweepCall): Promise<PointsSweepReport> {
  const rule = await readRule(call.store, call.now);
  const pointsNewcomers = await workThrough(call, {
    collection: 'members',
    trouble: TROUBLE,
    readPage: (cursor) => readNewcomers(call, cursor),
    work: (member) => welcome(call, member),
  });
  const pointsAccounts = await workThrough(call, {
    collection: 'pointsAccounts',
    trouble: TROUBLE,
    readPage: (cursor) => readDue(call, cursor),
    work: ({ _id }) => matureAccount(call, _id, rule),
  });
  return { pointsAccounts, pointsNewcomers };
}

const readDue = (
  { store, now }: SweepCall,
  cursor: string | null,
): Promise<Page<DocumentOf<'pointsAccounts'>>> =>
  store.pointsAccounts.find({ where: { nextDueAt: atMost(now) }, orderBy: 'nextDueAt', limit: PAGE, cursor });

const readNewcomers = ({ store }: SweepCall, cursor: string | null): Promise<Page<DocumentOf<'members'>>> =>
  store.members.find({
    where: { welcomePoints: 'due', status: 'active' },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });

/**
 * What joining earns is given here, so that the join stays as fast as it is (docs/decisions: points); and what following
 * earns, to whoever followed before joining. What the join had to tell, and its reminders, are written down with it.
 */
async function welcome(
  { store, now }: SweepCall,
  { _id: memberId, unreminded }: DocumentOf<'members'>,
): Promise<void> {
  if (unreminded.length > 0) await fileReminders(store, memberId, 'few');
  const { items } = await store.followers.find({ where: { memberId }, orderBy: '_id', limit: 10 });
  const follows = items.some(({ subscribed }) => subscribed);
  await store.transact(async (transaction) => {
    const member = await transaction.members.require(memberId, 'internal');
    if (member.welcomePoints !== 'due' || member.status !== 'active') return;
    await earnForEvent(transaction, { memberId, event: 'join', occasion: memberId, now });
    if (follows) await earnForEvent(transaction, { memberId, event: 'follow', occasion: memberId, now });
    tellUntold(transaction, member, now);
    await transaction.members.update(memberId, { welcomePoints: 'done', ...NOTHING_KEPT });
  });
}

async function matureAccount(
  { store, now }: SweepCall,
  memberId: MemberId,
  rule: PointsRule | null,
): Promise<void> {
  await store.transact(async (transaction) => {
    const book = await loadBook(transaction, memberId, now);
    let { reminded } = book.account;
    for (const step of dueSteps(book.account, now)) {
      const told = step.points > 0 && step.points >= (rule?.reminderLeast ?? 1);
      reminded = afterStep(reminded, step, told, now);
      if (told) transaction.remind(pointsReminder(memberId, step, worthOf(step.points, rule), now));
    }
    await saveBook(transaction, { ...book, account: { ...book.account, reminded } });
  });
}

/** In fen, as the checkout would count them. */
const worthOf = (points: number, rule: PointsRule | null): number =>
  Math.floor((points * 100) / (rule?.offset.pointsPerYuan ?? 100));
