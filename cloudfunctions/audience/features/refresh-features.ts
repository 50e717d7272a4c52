import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { evaluated, type Evaluated } from '../segments/evaluated';
import { loadDefinitions } from '../segments/load-definitions';
import { deltasOf, grouped, saveBelonging, type Change } from '../segments/save-belonging';
import { keepTagNames } from '../tags/keep-tag-names';
import { changedFeatures } from './features-of';
import { loadPeople, type Person } from './load-people';
import { partsOf } from './parts-of';

/** Of another shape, all are made again. */
export const FEATURE_SHAPE = 4;

const TRIES = 5;

type Stored = DocumentOf<'features'>;

/** Somebody who has no number yet. */
interface Newcomer extends Person {
  id: MemberId;
  belongs: Evaluated;
}

/**
 * Makes the features of these members again, and where they belong by them. In whatever order, however often: of the same facts they are the
 * same, and what somebody else made meanwhile is made once more.
 * @returns of how many something had changed
 */
export async function refreshFeatures(store: Store, ids: readonly MemberId[], now: Instant): Promise<number> {
  let left = [...new Set(ids)];
  let changed = 0;
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === TRIES) throw new Conflict('features were made by others');
    const { changes, newcomers } = await planChanges(store, left, now);
    const people = [
      ...changes.map(({ before, of }) => ({ _id: before._id, of })),
      ...newcomers.map(({ id, of }) => ({ _id: id, of })),
    ];
    await keepTagNames(store, people, now);
    left = await saveBelonging(store, changes, now);
    for (const group of grouped(newcomers)) left.push(...(await insertNumbered(store, group, now)));
    changed += changes.length + newcomers.length - left.length;
  }
  return changed;
}

async function planChanges(
  store: Store,
  ids: readonly MemberId[],
  now: Instant,
): Promise<{ changes: Change[]; newcomers: Newcomer[] }> {
  const definitions = await loadDefinitions(store);
  // These first: whoever writes one after this is found out.
  const stored = new Map((await store.features.getMany(ids)).map((features) => [features._id, features]));
  const people = await loadPeople(store, ids, now);
  const changes: Change[] = [];
  const newcomers: Newcomer[] = [];
  for (const [id, person] of people) {
    const { of, refreshAt } = person;
    const before = stored.get(id) ?? null;
    if (isSame(before, person, now)) continue;
    if (before) {
      const asked = of === null ? 'everything' : changedFeatures(before.of, of, now);
      const belongs = evaluated(before, { of, bucket: before.bucket }, definitions, asked, now);
      changes.push({ before, of, refreshAt, belongs, why: 'told' });
    } else {
      const nowhere = { segments: [], nextEvalAt: null };
      const belongs = evaluated(nowhere, { of, bucket: partsOf(id).bucket }, definitions, 'everything', now);
      newcomers.push({ id, ...person, belongs });
    }
  }
  return { changes, newcomers };
}

/** Nobody of whom nothing is known gets a number. */
function isSame(known: Stored | null, { of, refreshAt }: Person, now: Instant): boolean {
  if (of === null) return known === null || known.of === null;
  return known?.refreshAt === refreshAt && changedFeatures(known.of, of, now).length === 0;
}

/**
 * The numbers and who has them are written together: none is left out, none given twice.
 * @returns those that somebody else gave one meanwhile
 */
const insertNumbered = (store: Store, newcomers: readonly Newcomer[], now: Instant): Promise<MemberId[]> =>
  store.transact(async (transaction) => {
    const late: MemberId[] = [];
    const state = (await transaction.audienceStates.get('state')) ?? noState(now);
    let { members } = state;
    for (const { id, of, refreshAt, belongs } of newcomers) {
      if (await transaction.features.get(id)) {
        late.push(id);
        continue;
      }
      const { segments, nextEvalAt } = belongs;
      const numbered = { _id: id, seq: members, ...partsOf(id), version: 1 };
      await transaction.features.insert({ ...numbered, of, refreshAt, segments, nextEvalAt });
      await transaction.segmentChanges.insert(...deltasOf(numbered, belongs, 'told', now));
      members += 1;
    }
    if (members > state.members) await transaction.audienceStates.replace({ ...state, members });
    return late;
  });

/** Before anything was made. */
export const noState = (now: Instant): DocumentOf<'audienceStates'> => ({
  _id: 'state',
  members: 0,
  shape: 0,
  build: { from: null, until: null, done: 0, changed: 0, startedAt: now, finishedAt: null },
  buildPosition: null,
  dueAt: now,
  cutoffDay: null,
});
