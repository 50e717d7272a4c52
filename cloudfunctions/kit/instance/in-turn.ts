const last = new Map<string, Promise<unknown>>();

/**
 * Runs `work` after whatever this instance is already doing under the same name. Transactions that write one document (an
 * account, a member's count) would only beat each other and begin again; here they wait their turn instead. It spares
 * calls and decides nothing: rivals in other instances are still met in the transaction.
 */
export function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const mine = (last.get(name) ?? Promise.resolve()).then(work);
  const over = mine.then(
    () => undefined,
    () => undefined,
  );
  last.set(name, over);
  void over.then(() => {
    if (last.get(name) === over) last.delete(name);
  });
  return mine;
}
