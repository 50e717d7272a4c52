import { isMemberId, type MemberId } from '../../../contracts/primitives/ids';
import { inParallel } from '../../kit/instance/in-parallel';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict, Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { contributionOf, type Contribution } from '../rows/contribution-of';
import type { Counted } from '../rows/row-key';
import { countedKinds } from '../rows/told-person';
import { differenceOf } from './difference';
import { loadForest, type Forest } from './load-forest';
import { loadTold, toldUntil } from './load-told';
import { afterMerges, partsOf, rootOf, type Into } from './parts-of-people';
import { START } from './position';
import { saveFigures } from './save-figures';

type Fact = DocumentOf<'facts'>;
type Person = DocumentOf<'figurePeople'>;

const AT_ONCE = 8;

/** Of whom the batch tells, and who they are part of, before it and after it. */
interface Touched {
  forest: Forest;
  before: Into;
  after: Into;
  members: readonly MemberId[];
}

/**
 * Adds one batch of facts to the figures: of each person it tells of, what they add by now less what they added before. First every row,
 * then how far each person is; after a crash it may come again, and must then be the same facts.
 * @param position of the last of them
 */
export async function foldBatch(store: Store, facts: readonly Fact[], position: string): Promise<void> {
  const touched = await readTouched(store, facts);
  await saveFigures(store, await differencesOf(store, touched, position), position);
  await savePeople(store, touched, position);
}

const isCounted = (fact: Fact): boolean =>
  absorbedOf(fact) !== null || countedKinds.some((kind) => kind === fact.kind);

const absorbedOf = ({ kind, refs: { absorbedId } }: Fact): MemberId | null =>
  (kind === 'merged' || kind === 'unmerged') && isMemberId(absorbedId) ? absorbedId : null;

async function readTouched(store: Store, facts: readonly Fact[]): Promise<Touched> {
  const told = facts.filter(isCounted).map((fact) => ({ ...fact, absorbedId: absorbedOf(fact) }));
  const members = [
    ...new Set(told.flatMap(({ memberId, absorbedId }) => [memberId, absorbedId ?? memberId])),
  ];
  const forest = await loadForest(store, members);
  const before: Into = new Map([...forest.values()].map(({ _id, into }) => [_id, into]));
  return { forest, before, after: afterMerges(before, told), members };
}

async function differencesOf(
  store: Store,
  { forest, before, after, members }: Touched,
  position: string,
): Promise<Counted[]> {
  const rootsIn = (into: Into): MemberId[] => [...new Set(members.map((member) => rootOf(into, member)))];
  const people = async (into: Into, until: (root: MemberId) => string): Promise<Contribution[]> => {
    const told = await loadTold(store, partsOf(into, rootsIn(into)));
    return [...told].map(([root, all]) => contributionOf(toldUntil(all, until(root))));
  };
  const [then, now] = [
    await people(before, (root) => forest.get(root)?.foldedTo ?? START),
    await people(after, () => position),
  ];
  return differenceOf(now, then);
}

/** Who was brought further meanwhile, by somebody faster, stays there. */
async function savePeople(
  store: Store,
  { forest, after, members }: Touched,
  position: string,
): Promise<void> {
  const roots = members.map((member) => rootOf(after, member));
  await inParallel([...new Set([...members, ...roots])], AT_ONCE, async (id) => {
    const known = forest.get(id) ?? null;
    if (known !== null && known.foldedTo >= position) return;
    await savePerson(store, { _id: id, into: after.get(id) ?? null, foldedTo: position }, known);
  });
}

/** Whoever else adds the same batch writes the same. */
async function savePerson(store: Store, person: Person, known: Person | null): Promise<void> {
  const { _id, ...kept } = person;
  if (known !== null) {
    if (await store.figurePeople.updateIf(_id, { foldedTo: known.foldedTo }, kept)) return;
  } else {
    try {
      await store.figurePeople.insert(person);
      return;
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
    }
  }
  const stored = await store.figurePeople.get(_id);
  if (!stored || stored.foldedTo < person.foldedTo) throw new Conflict('somebody else adds another batch');
}
