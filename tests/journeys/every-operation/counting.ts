import type { Limit } from '@contracts/limit';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { standInFor } from '../../stage/journey/shared-cloud';
import { NOON, phoneOf, startJourney } from '../../stage/stage';

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

/** One cloud for all tests, seeded anew at noon before each, with what it logged; anybody's phone at it. */
export function countingCloud() {
  const logged: string[] = [];
  let current: LocalCloud | null = null;
  const opened = (): LocalCloud => {
    if (current === null) throw new Error('the cloud is asked for outside of a test');
    return current;
  };
  beforeAll(async () => {
    current = await startJourney({}, null, ({ text }) => logged.push(text));
  });
  beforeEach(async () => {
    logged.length = 0;
    await opened().reset();
    opened().moveClock(NOON);
  });
  afterAll(() => opened().close());
  const cloud = standInFor(opened);
  return { cloud, logged, guest: (name = 'oGuest-1') => phoneOf(cloud, { openid: name, appid: DEMO_APPID }) };
}
