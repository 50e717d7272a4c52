import { execFileSync } from 'node:child_process';
import fc from 'fast-check';

/**
 * How properties are tried: the stories of the seeds that are kept, which once found something or always were told, and as many
 * fresh ones. fast-check prints seed and path of a story that fails: `PROPERTY_SEED=… PROPERTY_PATH=…` tells that one alone, and
 * such a seed joins the kept ones. `npm run test:long` tells all of the kept ones and twenty times as many fresh ones, never the
 * same twice; `npm test` tells the first of the kept ones, so many as take seconds, and as fresh ones those of the tree that is
 * committed: every change of the project is tried with stories nobody has seen, and a tree that passed passes again.
 */
const { PROPERTY_SEED, PROPERTY_PATH } = process.env;
const times = Number(process.env.TUANKA_LONG ?? 1);
if (!Number.isInteger(times) || times < 1) throw new RangeError('TUANKA_LONG says how many times as many');

/** The seed of what is committed; a random one in the long form and outside a checkout. */
function freshSeed(): number {
  const random = Math.floor(Math.random() * 0x7fff_ffff);
  if (times > 1) return random;
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], { encoding: 'utf8', stdio: 'pipe' });
    return Number.parseInt(tree.slice(0, 7), 16);
  } catch {
    return random;
  }
}
export const FRESH_SEED = freshSeed();

/** A property tells whole stories: many members, many days. `jest.setTimeout` of its file. */
export const PROPERTY_TIMEOUT_MS = 300_000 * times;

interface Runs {
  /** Told first, and always. */
  keptSeeds: readonly number[];
  /** Stories of each kept seed. */
  kept: number;
  /** In the long form, when those are not all. */
  keptLong?: number;
  /** Stories nobody has seen yet. */
  fresh: number;
}

export async function assertAlways<Told>(
  property: fc.IAsyncProperty<Told>,
  { keptSeeds, kept, keptLong = kept, fresh }: Runs,
): Promise<void> {
  if (PROPERTY_SEED !== undefined) {
    const path = PROPERTY_PATH ?? '';
    return fc.assert(property, {
      seed: Number(PROPERTY_SEED),
      path,
      endOnFailure: true,
      numRuns: keptLong + fresh * times,
    });
  }
  const known = times > 1 ? keptLong : kept;
  for (const seed of keptSeeds) await fc.assert(property, { seed, numRuns: known, endOnFailure: true });
  await fc.assert(property, { seed: FRESH_SEED, numRuns: fresh * times, endOnFailure: true });
}

/** Seeds for `it.each`, where faults and not stories are drawn; the title of the test says which. */
export const seedsOf = (keptSeeds: readonly number[]): number[] => [
  ...keptSeeds,
  ...Array.from({ length: times }, (_, place) => FRESH_SEED + place),
];

/** One call in so many is one an instance dies at in `npm test`. */
const CALLS_IN = 5;

/** Whether a test that breaks its work at one call after another breaks this one in this run, counted from one. */
export const isDrawn = (call: number): boolean => times > 1 || (call + FRESH_SEED) % CALLS_IN === 0;

/** Such calls among the first `count`: each in the long form, else one in so many, others for every tree that is committed. */
export const drawnCalls = (count: number): number[] =>
  Array.from({ length: count }, (_, place) => place + 1).filter(isDrawn);

/** The calls of a trace to break, with their places, drawn likewise; `kind` numbers the ways of breaking, so that each way has calls of its own. */
export const drawnEntries = (calls: readonly string[], kind = 0): [position: number, call: string][] =>
  [...calls.entries()].filter(([position]) => isDrawn(position + 1 + kind));

/** What stands for its like: every one of a list in the long form, else every other, by turns with the tree that is committed. */
export const drawnOf = <Each>(list: readonly Each[]): Each[] =>
  list.filter((_, place) => times > 1 || (place + FRESH_SEED) % 2 === 0);

/** How many take part where many do the same at once. */
export const drawnCount = (whole: number, few: number): number => (times > 1 ? whole : few);

/** The same for a pure rule: its kept seeds, then one nobody has seen yet, which fast-check prints when it finds something. */
export function assertRule<Drawn>(
  property: fc.IProperty<Drawn>,
  { keptSeeds, numRuns = 100 }: { keptSeeds: readonly number[]; numRuns?: number },
): void {
  for (const seed of keptSeeds) fc.assert(property, { seed, numRuns });
  fc.assert(property, { seed: FRESH_SEED, numRuns });
}
