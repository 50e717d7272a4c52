import type { MemberId } from '../../../contracts/primitives/ids';
import { memberId } from '../../../contracts/values';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atLeast, within } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { installBuiltIns } from '../segments/install-built-ins';
import { FEATURE_SHAPE, noState, refreshFeatures } from './refresh-features';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
type State = DocumentOf<'audienceStates'>;

const PAGE = 100;
/** Before every member: a list of all still needs a condition. */
const FIRST = memberId.parse('mem_00000000000000000000000000');

/** A range has been asked for, or the features have another shape than they were made in. */
export const isBuilt = (state: State | null): boolean =>
  state !== null && state.shape === FEATURE_SHAPE && state.dueAt === null;

/**
 * Makes the features of a range of members from scratch, in the order of their ids, which is that of their joining; how far it came
 * is written after each page. Without a range: of all, once for each shape.
 * @returns how many were looked at
 */
export async function buildFeatures({ store, now, outOfTime }: Call): Promise<number> {
  let built = 0;
  for (;;) {
    const state = await store.audienceStates.get('state');
    if (isBuilt(state) || outOfTime()) return built;
    if (state?.shape !== FEATURE_SHAPE) await installBuiltIns(store, now);
    const current = state?.shape === FEATURE_SHAPE ? state : { ...noState(now), ...rangeOfAll(state) };
    const { build, buildPosition } = current;
    const { items, nextCursor } = await store.members.find({
      where: { _id: rangeOf(build) },
      orderBy: '_id',
      limit: PAGE,
      cursor: buildPosition,
    });
    const ids = items.map(({ _id }) => _id);
    const changed = await refreshFeatures(store, ids, now);
    built += ids.length;
    const isNoted = await store.transact(async (transaction) => {
      const stored = (await transaction.audienceStates.get('state')) ?? noState(now);
      // A range was asked for meanwhile, or another sweep was faster.
      const isAsRead = stored.buildPosition === (state?.buildPosition ?? null);
      if (!isAsRead || stored.dueAt !== (state === null ? now : state.dueAt)) return false;
      const isDone = nextCursor === null;
      await transaction.audienceStates.replace({
        ...current,
        members: stored.members,
        cutoffDay: stored.cutoffDay,
        build: {
          ...build,
          done: build.done + ids.length,
          changed: build.changed + changed,
          finishedAt: isDone ? now : null,
        },
        buildPosition: nextCursor,
        dueAt: isDone ? null : now,
      });
      return true;
    });
    if (!isNoted) return built;
  }
}

const rangeOfAll = (state: State | null): Pick<State, 'members' | 'shape'> => ({
  members: state?.members ?? 0,
  shape: FEATURE_SHAPE,
});

const rangeOf = ({ from, until }: { from: MemberId | null; until: MemberId | null }) =>
  until === null ? atLeast(from ?? FIRST) : within(from ?? FIRST, until);
