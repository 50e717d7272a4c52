/**
 * A long scan in steps: everybody is served by one process, so a scan of a whole collection lets others in between. Between two
 * steps documents may change, as they may under a scan of MongoDB's; what must see one moment runs the steps in one go.
 */

/** Yields where others may come in, returns the result. */
export type Steps<T> = Generator<undefined, T>;

/** So many documents are read and matched in a few milliseconds. */
export const DOCUMENTS_PER_TURN = 1000;

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
