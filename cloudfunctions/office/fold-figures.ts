import { isMemberId } from '../../contracts/primitives/ids';
import { chinaDateOf, instant, type ChinaDate } from '../../contracts/primitives/time';
import { foldInOrder, READABLE_AFTER_MS } from '../kit/facts/fold-facts';
import type { TimerCall } from '../kit/host/serve-timer';
import { personHandleFor } from '../kit/ids/derived-id';
import type { Persons } from '../kit/person/persons';
import { readPersons } from '../kit/person/read-persons';
import { allPages } from '../kit/store/query/all-pages';
import { atMost } from '../kit/store/query/condition';
import type { DocumentOf } from '../kit/store/schema';
import type { TransactionStore } from '../kit/store/store';
import { added, additionsOf, membersOf, NO_FIGURES, type Addition, type Figures } from './figures';
import { findingsOf } from './standing-out';

type Entry = DocumentOf<'auditEntries'>;
type DayFigures = DocumentOf<'counterFigures'>;
type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime' | 'settings'>;

/** Names how far the entries are folded. */
export const COUNTER_CONSUMER = 'office.counter';
const AT_ONCE = 10;

/** Whose day an entry changes, and by what. */
interface Change {
  entry: Entry;
  day: ChinaDate;
  handle: string;
  addition: Addition;
}

/** Folds new audit entries into everybody's day and says again what stands out, for those whose day changed. */
export async function foldFigures(call: Call): Promise<{ entriesFolded: number }> {
  const { store, now } = call;
  const folded = await foldInOrder(
    call,
    COUNTER_CONSUMER,
    {
      readPage: (cursor, limit) =>
        store.auditEntries.find({
          where: { at: atMost(instant(Math.max(0, now - READABLE_AFTER_MS))) },
          orderBy: 'at',
          limit,
          cursor,
        }),
      placeOf: ({ at }) => at,
    },
    (entries) => fold(call, entries),
  );
  return { entriesFolded: folded };
}

async function fold(call: Call, entries: readonly Entry[]): Promise<void> {
  const { store } = call;
  const persons = await readPersons(store, [...new Set(entries.flatMap(membersOf))].filter(isMemberId));
  const changes = changesOf(call, entries, persons);
  const ids = [...new Set(changes.map(({ day, handle }) => `${day}:${handle}`))];
  const names = await namesOf(call, changes);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const chunk = ids.slice(from, from + AT_ONCE);
    await store.transact(async (transaction) => {
      for (const id of chunk) {
        const mine = changes.filter(({ day, handle }) => `${day}:${handle}` === id);
        await addTo(transaction, id, mine, names);
      }
    });
  }
  const staffChanged = changes.filter(({ addition }) => addition.who.kind === 'staff');
  for (const day of new Set(staffChanged.map(({ day: of }) => of))) await judgeStaff(call, day, persons);
}

function changesOf(call: Call, entries: readonly Entry[], persons: Persons): Change[] {
  const hours = call.settings.counterRules;
  return entries.flatMap((entry) =>
    additionsOf(entry, (one, other) => persons.areSame(one, other), hours).map((addition) => ({
      entry,
      day: chinaDateOf(entry.at),
      handle: personHandleFor(firstOf(persons, addition.who)),
      addition,
    })),
  );
}

/** What a person is counted under, whatever account acted: the first of theirs, of the same kind. */
const firstOf = (persons: Persons, { kind, key }: Addition['who']): string =>
  persons.namesOf(key).find((name) => isMemberId(name) === (kind === 'payer')) ?? key;

/** What the people of these changes are called, by their handle. */
async function namesOf({ store }: Call, changes: readonly Change[]): Promise<Map<string, string>> {
  const keys = (kind: 'staff' | 'payer') => [
    ...new Set(
      changes.filter(({ addition }) => addition.who.kind === kind).map(({ addition }) => addition.who.key),
    ),
  ];
  const [staff, members] = await Promise.all([
    store.staff.getMany(keys('staff')),
    store.members.getMany(keys('payer').filter(isMemberId)),
  ]);
  const called = new Map([
    ...staff.map(({ _id, name }) => [_id, name] as const),
    ...members.map(
      ({ _id, nickname, phone }) => [_id, `会员 ${nickname ?? phone?.masked ?? ''}`.trim()] as const,
    ),
  ]);
  return new Map(
    changes.flatMap(({ handle, addition }) => {
      const name = called.get(addition.who.key);
      return name === undefined ? [] : [[handle, name] as const];
    }),
  );
}

/** Counts what was not counted: entries come in order, so whatever is not after the last one was. */
async function addTo(
  transaction: TransactionStore,
  _id: string,
  changes: readonly Change[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const { day, handle, addition } = first;
  const stored = await transaction.counterFigures.get(_id);
  let figures: Figures = stored ?? NO_FIGURES;
  let upTo = stored?.upTo ?? null;
  for (const change of changes) {
    const { at, _id: id } = change.entry;
    if (upTo && (at < upTo.at || (at === upTo.at && id <= upTo.id))) continue;
    figures = added(figures, change.addition.add);
    upTo = { at, id };
  }
  const { kind } = addition.who;
  const findings = kind === 'payer' ? findingsOf(figures, kind, []) : (stored?.findings ?? []);
  await transaction.counterFigures.replace({
    ...figures,
    _id,
    day,
    kind,
    handle,
    name: names.get(handle) ?? stored?.name ?? '已离职的员工',
    upTo,
    findings,
    standsOut: findings.length > 0,
  });
}

/**
 * Clerks are compared with each other: when one's refunds change, another's may stand out. There are few of them. Who turned out to be
 * one person in the middle of the day is judged by all their accounts did, and stands on the list once.
 */
async function judgeStaff({ store }: Call, day: ChinaDate, persons: Persons): Promise<void> {
  const all = await allPages((cursor) =>
    store.counterFigures.find({ where: { day, kind: 'staff' }, orderBy: '_id', limit: 200, cursor }),
  );
  const people = byPerson(all, persons);
  for (const [position, days] of people.entries()) {
    const others = people.filter((_days, other) => other !== position).map(refundsOf);
    const whole = days.reduce<Figures>(added, NO_FIGURES);
    const found = findingsOf(
      whole,
      'staff',
      others.filter((refundFen) => refundFen > 0),
    );
    for (const [n, one] of days.entries()) {
      const findings = n === 0 ? found : [];
      if (sameFindings(findings, one.findings)) continue;
      const standsOut = findings.length > 0;
      // Counted meanwhile: the one who counted judges again.
      await store.counterFigures.updateIf(one._id, { refundFen: one.refundFen }, { findings, standsOut });
    }
  }
}

const refundsOf = (days: readonly DayFigures[]): number =>
  days.reduce((sum, { refundFen }) => sum + refundFen, 0);

function byPerson(all: readonly DayFigures[], persons: Persons): DayFigures[][] {
  const people = new Map<string, DayFigures[]>();
  for (const one of all) {
    const person = persons.all.find((names) => names.some((name) => personHandleFor(name) === one.handle));
    const first = person?.[0] ?? one.handle;
    people.set(first, [...(people.get(first) ?? []), one]);
  }
  return [...people.values()];
}

const sameFindings = (ones: DayFigures['findings'], others: DayFigures['findings']): boolean =>
  JSON.stringify(ones) === JSON.stringify(others);
