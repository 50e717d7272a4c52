/**
 * As Promise.all, and ends only when all have ended: what goes on after one of them failed would work in the next story, in one
 * that is being shrunk, or in the next test file.
 */
export async function allEnded<Ended>(work: readonly Promise<Ended>[]): Promise<Ended[]> {
  const ends = await Promise.allSettled(work);
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}
