import type { Task } from '../../../contracts/play/task-rule';
import { isStanding } from '../../../contracts/primitives/play/task-kind';
import { periodOf } from '../../../contracts/primitives/insight/periods';
import { startOfChinaDate, type ChinaDate, type Instant } from '../../../contracts/primitives/time';

/** What happened to somebody, as far as tasks are concerned. */
export interface Deed {
  _id: string;
  kind: string;
  at: Instant;
  day: ChinaDate;
  writtenAt: Instant;
  amountFen?: number;
  storeId?: string;
  refs: Readonly<Record<string, string | number | boolean>>;
}

/** How somebody stands now. */
export interface Standing {
  nickname: string | null;
  phone: object | null;
  profile: { birthday: string | null };
}

const counted = {
  orders: ['paid', 'refunded', 'bill_held', 'bill_released'],
  check_ins: ['checked_in'],
  visits: ['visited'],
  invites: ['invited'],
  coupons: ['coupon_used', 'coupon_returned'],
  nickname: [],
  phone: [],
  birthday: [],
} as const;

/** The kinds of facts a task counts. */
export const kindsOf = ({ kind }: Pick<Task, 'kind'>) => counted[kind];

/** The day, the Monday or `once`: in each a task is done once. */
export const turnOf = ({ every }: Pick<Task, 'every'>, at: Instant): string =>
  every === 'once' ? every : periodOf(every, at);

/** When a turn begins; null: with whatever ever happened. */
export const turnStart = (task: Pick<Task, 'every'>, at: Instant): Instant | null =>
  task.every === 'once' ? null : startOfChinaDate(turnOf(task, at));

/** How far somebody is in the turn an instant lies in: of facts in any order, each as often as it is told. */
export function doneOf(task: Task, deeds: readonly Deed[], standing: Standing, at: Instant): number {
  if (isStanding(task.kind)) return stands(task, standing) ? 1 : 0;
  const turn = turnOf(task, at);
  const known = new Map(deeds.map((deed) => [deed._id, deed]));
  const all = [...known.values()];
  const inTurn = all.filter((one) => turnOf(task, one.at) === turn);
  switch (task.kind) {
    case 'orders':
      return keptOrders(inTurn, all, task.minFen ?? 1);
    case 'coupons':
      return usedCoupons(inTurn, all);
    case 'invites':
      return distinct(inTurn, 'invited', ({ refs }) => String(refs.inviteeId));
    case 'visits':
      return distinct(inTurn, 'visited', ({ day, storeId }) => `${day} ${storeId ?? ''}`);
    default:
      return distinct(inTurn, 'checked_in', ({ day }) => day);
  }
}

export const isReached = (task: Task, done: number): boolean => done >= task.count;

function stands({ kind }: Task, { nickname, phone, profile }: Standing): boolean {
  if (kind === 'nickname') return nickname !== null;
  return kind === 'phone' ? phone !== null : profile.birthday !== null;
}

const distinct = (deeds: readonly Deed[], kind: string, of: (deed: Deed) => string): number =>
  new Set(deeds.filter((one) => one.kind === kind).map(of)).size;

const orderOf = ({ refs }: Deed): string => String(refs.orderId);

/** Orders paid in the turn of which enough is kept, whenever it came back; a bill that may be its handler’s own waits. */
function keptOrders(inTurn: readonly Deed[], all: readonly Deed[], minFen: number): number {
  const paid = new Map<string, number>();
  for (const one of inTurn) if (one.kind === 'paid') paid.set(orderOf(one), one.amountFen ?? 0);
  for (const one of all)
    if (one.kind === 'refunded' && paid.has(orderOf(one)))
      paid.set(
        orderOf(one),
        one.refs.whole === true ? 0 : (paid.get(orderOf(one)) ?? 0) - (one.amountFen ?? 0),
      );
  const held = latestOf(all, ['bill_held', 'bill_released'], orderOf);
  return [...paid].filter(([order, left]) => left >= minFen && held.get(order) !== 'bill_held').length;
}

/** Coupons used in the turn that did not come back. */
function usedCoupons(inTurn: readonly Deed[], all: readonly Deed[]): number {
  const couponOf = ({ refs }: Deed): string => String(refs.couponId);
  const state = latestOf(all, ['coupon_used', 'coupon_returned'], couponOf);
  const used = inTurn.filter(({ kind }) => kind === 'coupon_used').map(couponOf);
  return new Set(used.filter((coupon) => state.get(coupon) === 'coupon_used')).size;
}

/** What was told last of each, by when it happened and was written. */
function latestOf(
  deeds: readonly Deed[],
  kinds: readonly string[],
  keyOf: (deed: Deed) => string,
): Map<string, string> {
  const sorted = deeds
    .filter(({ kind }) => kinds.includes(kind))
    .sort(
      (one, other) =>
        one.at - other.at || one.writtenAt - other.writtenAt || turnNumber(one) - turnNumber(other),
    );
  return new Map(sorted.map((one) => [keyOf(one), one.kind]));
}

const turnNumber = ({ refs }: Deed): number => (typeof refs.turn === 'number' ? refs.turn : 0);
