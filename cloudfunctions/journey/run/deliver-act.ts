import type { ActNode, NodeOf } from '../../../contracts/journey/journey-graph';
import { addMs, DAY_MS, endOfChinaDay, type Instant } from '../../../contracts/primitives/time';
import { newFact } from '../../kit/facts/new-fact';
import { isTooMuch, retagged } from '../../kit/identity/tag-marks';
import { shortName } from '../../kit/ids/spread';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { loadBook, saveBook } from '../../points/book/load-book';
import { readRule } from '../../points/book/read-rule';
import { postAddition } from '../../points/rules/due-changes';
import { expiresAt } from '../../points/rules/expiry';
import { points } from '../../../contracts/primitives/points';
import type { Run } from './save-run';

interface Acting {
  run: Run;
  member: DocumentOf<'members'>;
  key: string;
  now: Instant;
}

type PlainAct = Exclude<ActNode, { do: 'message' | 'coupon' | 'growth' }>;

/** What a step does besides messages, coupons and growth, in the transaction of the step. @returns what it came to, for the trace */
export async function deliverAct(
  transaction: TransactionStore,
  node: PlainAct,
  acting: Acting,
): Promise<string> {
  switch (node.do) {
    case 'points':
      return givePoints(transaction, node, acting);
    case 'tag':
      return putTag(transaction, node, acting);
    case 'task':
      return openTask(transaction, node, acting);
  }
}

async function givePoints(
  transaction: TransactionStore,
  node: NodeOf<'points'>,
  { member, key, now }: Acting,
): Promise<string> {
  const rule = await readRule(transaction, now);
  const book = await loadBook(transaction, member._id, now);
  const posted = postAddition(book, {
    kind: 'adjust',
    key,
    source: { kind: 'clock', id: shortName(key) },
    reason: node.reason,
    moves: [
      {
        id: key,
        state: 'open',
        points: points(node.points),
        activatesAt: null,
        expiresAt: rule ? expiresAt(rule.expiry, now) : null,
        graced: false,
      },
    ],
    ruleVersion: rule?.version ?? null,
  });
  await saveBook(transaction, posted);
  return 'given';
}

async function putTag(
  transaction: TransactionStore,
  { tag, put }: NodeOf<'tag'>,
  { run, member, key, now }: Acting,
): Promise<string> {
  const fresh = await transaction.members.require(member._id, 'member_not_found');
  if (fresh.tags.includes(tag) === put) return 'as_it_was';
  const told = { how: 'journey', by: run.journeyId, at: now } as const;
  const tagged = retagged(fresh, put ? { give: [tag], ...told } : { release: [tag], ...told });
  if (tagged === null || tagged.tags.includes(tag) !== put) return 'as_it_was';
  if (isTooMuch(tagged)) return 'refused';
  await transaction.members.update(member._id, tagged);
  const cause = `${member._id}-${shortName(key)}`;
  const happened = { memberId: member._id, at: now, now, refs: { what: 'tags' } };
  transaction.tell(newFact({ kind: 'profile_changed', cause, ...happened }));
  return 'given';
}

async function openTask(
  transaction: TransactionStore,
  node: NodeOf<'task'>,
  { run, member, key, now }: Acting,
): Promise<string> {
  await transaction.journeyTasks.insert({
    _id: `tsk_${shortName(key)}`,
    journeyId: run.journeyId,
    segment: null,
    memberId: member._id,
    for: node.for,
    leaderId: node.for === 'leader' ? member.leaderId : null,
    title: node.title,
    note: node.note,
    state: 'open',
    dueAt: addMs(endOfChinaDay(now), node.dueDays * DAY_MS),
    done: null,
    doneAt: null,
    createdAt: now,
  });
  return 'given';
}
