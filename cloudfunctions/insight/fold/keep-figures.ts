import { instant, type Instant } from '../../../contracts/primitives/time';
import { foldFacts } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { foldBatch } from './fold-batch';
import { positionOf, START, writtenAtOf } from './position';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
type State = DocumentOf<'figureStates'>;
type Fact = DocumentOf<'facts'>;

/** Names how far the facts are read. */
export const INSIGHT_CONSUMER = 'insight';

const noState = (): State => ({
  _id: 'state',
  foldedTo: START,
  asOf: instant(0),
  pinnedTo: null,
  dueAt: null,
});

/** Adds to the figures what was told since. A part of the sweep; two at once do it once. */
export async function keepFigures(call: Call): Promise<{ factsCounted: number }> {
  const { store, now } = call;
  const factsCounted = await foldFacts(call, INSIGHT_CONSUMER, (facts) => foldPage(store, facts, now));
  return { factsCounted };
}

/** A page may be one that was begun before, and longer by now: what was pinned then ends first. */
async function foldPage(store: Store, facts: readonly Fact[], now: Instant): Promise<void> {
  for (;;) {
    const state = await openState(store);
    const left = facts.filter((fact) => positionOf(fact) > state.foldedTo);
    const last = left.at(-1);
    if (!last) return;
    const pinnedTo = state.pinnedTo ?? positionOf(last);
    if (state.pinnedTo === null && !(await pin(store, state, pinnedTo, now))) continue;
    const batch = left.filter((fact) => positionOf(fact) <= pinnedTo);
    await foldBatch(store, batch, pinnedTo);
    await store.figureStates.updateIf(
      'state',
      { foldedTo: state.foldedTo, pinnedTo },
      { foldedTo: pinnedTo, asOf: writtenAtOf(pinnedTo), pinnedTo: null, dueAt: null },
    );
  }
}

const pin = (store: Store, { foldedTo }: State, pinnedTo: string, now: Instant): Promise<boolean> =>
  store.figureStates.updateIf('state', { foldedTo, pinnedTo: null }, { pinnedTo, dueAt: now });

async function openState(store: Store): Promise<State> {
  const stored = await store.figureStates.get('state');
  if (stored) return stored;
  try {
    await store.figureStates.insert(noState());
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
  return noState();
}
