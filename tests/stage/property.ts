import fc from 'fast-check';

/**
 * How properties are tried: the stories of the seeds that are kept, which once found something or always were told, and as many
 * fresh ones. fast-check prints seed and path of a story that fails; such a seed joins the kept ones.
 * `npm run test:long` tells many more.
 */
const times = Number(process.env.TUANKA_LONG ?? 1);
if (!Number.isInteger(times) || times < 1) throw new RangeError('TUANKA_LONG says how many times as many');

/** A property tells whole stories: many members, many days. `jest.setTimeout` of its file. */
export const PROPERTY_TIMEOUT_MS = 300_000 * times;

interface Runs {
  /** Told first, and always. */
  keptSeeds: readonly number[];
  /** Stories of each kept seed. */
  kept: number;
  /** Stories nobody has seen yet. */
  fresh: number;
}

export async function assertAlways<Told>(
  property: fc.IAsyncProperty<Told>,
  { keptSeeds, kept, fresh }: Runs,
): Promise<void> {
  for (const seed of keptSeeds) await fc.assert(property, { seed, numRuns: kept, endOnFailure: true });
  await fc.assert(property, { numRuns: fresh * times, endOnFailure: true });
}

/** Seeds for `it.each`, where faults and not stories are drawn; the title of the test says which. */
export const seedsOf = (keptSeeds: readonly number[]): number[] => [
  ...keptSeeds,
  ...Array.from({ length: times }, () => Math.floor(Math.random() * 0x7fff_ffff)),
];
