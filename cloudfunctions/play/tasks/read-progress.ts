import type { Task } from '../../../contracts/play/task-rule';
import { isStanding } from '../../../contracts/primitives/play/task-kind';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { FactKind } from '../../kit/facts/fact-kind';
import { atLeast, oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { doneOf, isReached, kindsOf, turnStart, type Standing } from '../rules/task';

type Store = Pick<ReadStore, 'facts'>;
type Fact = DocumentOf<'facts'>;

const PAGE = 200;

export interface Person extends Standing {
  _id: MemberId;
  absorbed: readonly MemberId[];
}

/** How far somebody is with each task, and whether they came back after closing an account. */
export interface Progress {
  done: ReadonlyMap<string, number>;
  returned: boolean;
}

/**
 * Asked of the facts of the person, whoever they were then, of the turn an instant lies in. Tasks of a day and of a week: one call for
 * what happened since Monday; tasks done once: the latest first, until each of them is reached or nothing is left.
 */
export async function readProgress(
  store: Store,
  person: Person,
  tasks: readonly Task[],
  at: Instant,
): Promise<Progress> {
  const counted = tasks.filter(({ kind }) => !isStanding(kind));
  const once = counted.filter(({ every }) => every === 'once');
  const repeated = counted.filter(({ every }) => every !== 'once');
  const isOnce = tasks.some(({ every }) => every === 'once');
  const [recent, ever, returned] = await Promise.all([
    readRecent(store, person, repeated, at),
    readEver(store, person, once, at),
    isOnce ? hasReturned(store, person) : false,
  ]);
  return {
    done: new Map(
      tasks.map((task) => [task.id, doneOf(task, task.every === 'once' ? ever : recent, person, at)]),
    ),
    returned,
  };
}

async function readRecent(
  store: Store,
  person: Person,
  tasks: readonly Task[],
  at: Instant,
): Promise<readonly Fact[]> {
  const starts = tasks.flatMap((task) => turnStart(task, at) ?? []);
  const [first] = [...starts].sort((one, other) => one - other);
  if (first === undefined) return [];
  return readPages(
    person,
    tasks,
    () => false,
    (query) => store.facts.find({ ...query, where: { ...query.where, at: atLeast(first) } }),
  );
}

function readEver(
  store: Store,
  person: Person,
  tasks: readonly Task[],
  at: Instant,
): Promise<readonly Fact[]> | readonly Fact[] {
  if (tasks.length === 0) return [];
  const isEnough = (facts: readonly Fact[]) =>
    tasks.every((task) => isReached(task, doneOf(task, facts, person, at)));
  return readPages(person, tasks, isEnough, (query) => store.facts.find(query));
}

const queryOf = ({ _id, absorbed }: Person, kinds: readonly FactKind[], cursor: string | null) => ({
  where: { memberId: oneOf([_id, ...absorbed]), kind: oneOf(kinds) },
  orderBy: 'at' as const,
  direction: 'desc' as const,
  limit: PAGE,
  cursor,
});

async function readPages(
  person: Person,
  tasks: readonly Task[],
  isEnough: (facts: readonly Fact[]) => boolean,
  read: (query: ReturnType<typeof queryOf>) => ReturnType<Store['facts']['find']>,
): Promise<readonly Fact[]> {
  const kinds = [...new Set(tasks.flatMap(kindsOf))];
  const facts: Fact[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['facts']['find']>> = await read(queryOf(person, kinds, cursor));
    facts.push(...page.items);
    cursor = isEnough(facts) ? null : page.nextCursor;
  } while (cursor !== null);
  return facts;
}

/** Whoever closed an account and joined again is told so by their join. */
async function hasReturned(store: Store, { _id, absorbed }: Person): Promise<boolean> {
  const joins = await store.facts.getMany([_id, ...absorbed].map((id) => `joined:${id}`));
  return joins.some(({ refs }) => refs.returned === true);
}
