import { refuse } from '../../../contracts/errors';
import type { PointsLot } from '../../../contracts/points/points-ledger';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { handlesFor } from '../../kit/ids/handle-key';
import { readNamedMember, type NamedMember } from '../../kit/identity/read-member-by-code';
import { holdImported } from '../../kit/person/hold-imported';
import { knownAs } from '../../kit/person/known-as';
import { verifyOther } from '../../kit/person/verify-other';
import { verifyThawed } from '../../kit/person/verify-thawed';
import { accountAsOf, postAddition } from '../rules/due-changes';
import { expiresAt } from '../rules/expiry';
import { emptyAccount, entryId, post } from '../rules/ledger';
import { loadBook, readAccount, saveBook } from '../book/load-book';
import { takeSoonest } from '../rules/lots';
import { readRule } from '../book/read-rule';
import { viewEntry } from '../wallet/view';

const SHOWN_ENTRIES = 10;

/** Somebody's points before they are adjusted. @throws TuankaError card_not_found */
export async function readHolder(call: ReadCall<'operator'>, named: NamedMember) {
  const { store, now } = call;
  const member = await readNamedMember(store, named);
  const [stored, { items }] = await Promise.all([
    readAccount(store, member._id),
    store.pointsEntries.find({
      where: { memberId: member._id },
      orderBy: 'number',
      direction: 'desc',
      limit: SHOWN_ENTRIES,
    }),
  ]);
  const { balance, pending, debt } = accountAsOf(stored ?? emptyAccount(member._id, now), now);
  return {
    balance,
    pending,
    debt,
    holder: { nickname: member.nickname, phone: member.phone?.masked ?? null },
    entries: items.map((entry) => viewEntry(entry, handlesFor(call))),
  };
}

type Adjustment = NamedMember & {
  points: number;
  reason: string;
};

/**
 * Adds or takes points by hand. What is added can be spent at once, expires as the rule says and repays a debt first;
 * what is taken is spent in the usual order and never makes a debt.
 * @throws TuankaError card_not_found, points_not_enough, owner_frozen, own_affair when it adds to the operator's own
 */
export async function adjustPoints(call: WriteCall<'operator'>, adjustment: Adjustment) {
  const { store, staff, now, requestId } = call;
  const { points, reason } = adjustment;
  const member = await readNamedMember(store, adjustment);
  const key = `${member._id}-${requestId}`;
  return store.transact(async (transaction) => {
    const book = await loadBook(transaction, member._id, now);
    if (!(await holdImported(transaction, book.account._id, now))) throw refuse('card_not_found', member._id);
    for (const id of [member._id, ...knownAs(member)])
      if (await transaction.pointsEntries.get(entryId('adjust', `${id}-${requestId}`)))
        return figuresOf(book);
    await verifyThawed(transaction, [book.account._id]);
    if (points > 0) await verifyOther(transaction, call, { memberIds: [book.account._id] });
    const rule = await readRule(transaction, now);
    const cause = { kind: 'adjust' as const, key, source: { kind: 'staff' as const, id: staff._id }, reason };
    const lot: PointsLot = {
      id: key,
      state: 'open',
      points,
      activatesAt: null,
      expiresAt: rule ? expiresAt(rule.expiry, now) : null,
      graced: false,
    };
    if (book.account.balance + points < 0) throw refuse('points_not_enough', String(book.account.balance));
    const posted =
      points > 0
        ? postAddition(book, { ...cause, moves: [lot], ruleVersion: rule?.version ?? null })
        : post(book, { ...cause, moves: takeSoonest(book.account.lots, -points) });
    await saveBook(transaction, posted);
    await recordAudit(transaction, call, {
      action: 'points.adjust',
      subjectId: member._id,
      reason,
      points,
      before: { balance: book.account.balance },
      after: { balance: posted.account.balance },
    });
    return figuresOf(posted);
  });
}

const figuresOf = ({ account: { balance, pending, debt } }: Awaited<ReturnType<typeof loadBook>>) => ({
  balance,
  pending,
  debt,
});
