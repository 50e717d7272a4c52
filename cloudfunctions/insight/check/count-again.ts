import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { differenceOf } from '../fold/difference';
import { loadForest } from '../fold/load-forest';
import { loadTold, toldUntil } from '../fold/load-told';
import { partsOf, rootOf, type Into } from '../fold/parts-of-people';
import { START, writtenAtOf } from '../fold/position';
import { saveFigures } from '../fold/save-figures';
import { contributionOf } from '../rows/contribution-of';
import { isIn } from './checked-time';
import { countedKinds } from '../rows/told-person';

type Check = DocumentOf<'figureChecks'>;
type Fact = DocumentOf<'facts'>;

const FACTS_AT_ONCE = 100;
const DIGITS = 9;

/** What a piece of a recount names its rows by: later pieces are greater. */
const pieceText = (piece: number): string => String(piece).padStart(DIGITS, '0');

/** Where the sums of a round stand until they are compared: no two rounds have the same. */
export const bucketOfRound = ({ _id, roundFrom }: Check): string => `${_id}:${roundFrom}`;

/** How far one more piece came. */
type Piece = Pick<Check, 'day' | 'cursor' | 'facts' | 'people' | 'step'>;

/**
 * Counts one more page of what happened then, from the facts alone: each person with the first of them, whatever page it stands on. A
 * piece that comes again adds nothing.
 */
export async function countAgain(store: Store, check: Check): Promise<Piece> {
  const { items, nextCursor } = await store.facts.find({
    where: { day: chinaDateOf(check.day) },
    orderBy: '_id',
    limit: FACTS_AT_ONCE,
    cursor: check.cursor,
    unreadable: 'refuse',
  });
  const counted = items.filter(({ kind }) => countedKinds.some((known) => known === kind));
  const people = await peopleOf(store, check, counted);
  const rows = differenceOf(people.map(contributionOf), [])
    .filter(({ grain, bucket }) => grain === check.grain && bucket === check.bucket)
    .map((row) => ({ ...row, grain: 'recount' as const, bucket: bucketOfRound(check) }));
  await saveFigures(store, rows, pieceText(check.piece));
  const nextDay = nextCursor === null ? addMs(check.day, DAY_MS) : check.day;
  return {
    day: nextDay,
    cursor: nextCursor,
    step: goesOn(check, nextDay) ? 'counting' : 'comparing',
    facts: check.facts + counted.length,
    people: check.people + people.length,
  };
}

/** Of all time there is nothing after the day on which the last fact was written. */
const goesOn = (check: Check, day: Instant): boolean =>
  isIn(check, day) &&
  (check.grain !== 'ever' || (check.position !== START && day <= writtenAtOf(check.position)));

/** Whatever is told of those whose first fact of this time is among these, up to where the figures were. */
async function peopleOf(store: Store, check: Check, facts: readonly Fact[]): Promise<Fact[][]> {
  const members = [...new Set(facts.map(({ memberId }) => memberId))];
  const forest = await loadForest(store, members);
  const into: Into = new Map<MemberId, MemberId | null>(
    [...forest.values()].map((person) => [person._id, person.into]),
  );
  const roots = [...new Set(members.map((member) => rootOf(into, member)))];
  const told = await loadTold(store, partsOf(into, roots));
  const here = new Set(facts.map(({ _id }) => _id));
  return [...told.values()]
    .map((all) => toldUntil(all, check.position))
    .filter((all) => here.has(firstIn(check, all) ?? ''));
}

/** The first of somebody's facts of this time, in the order in which they are gone through. */
function firstIn(check: Check, facts: readonly Fact[]): string | undefined {
  const inOrder = facts
    .filter(({ at }) => isIn(check, at))
    .sort((a, b) => (a.day === b.day ? (a._id < b._id ? -1 : 1) : a.day < b.day ? -1 : 1));
  return inOrder[0]?._id;
}
