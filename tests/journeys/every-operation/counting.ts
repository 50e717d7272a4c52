import type { Limit } from '@contracts/limit';

/** What the contract allows. */
export function allowanceOf(limit: Limit | undefined): { most: number; withinMs: number } {
  if (!limit || 'boundedBy' in limit) throw new Error('no count is declared');
  return limit;
}
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
/** What came of so many, one after the other. */
export async function times(count: number, work: (position: number) => Promise<unknown>): Promise<string[]> {
  const codes: string[] = [];
  for (let position = 0; position < count; position += 1) codes.push(await codeOf(work(position)));
  return codes;
}
/** How many ended how. */
export const tally = (codes: readonly string[]) =>
  Object.fromEntries(
    [...new Set(codes)].sort().map((code) => [code, codes.filter((other) => other === code).length]),
  );
