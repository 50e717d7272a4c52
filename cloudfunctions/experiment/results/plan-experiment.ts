import { fen } from '../../../contracts/primitives/fen';
import { chinaDayNumber } from '../../../contracts/primitives/time';
import { loadSample } from '../../audience/features/load-sample';
import type { ReadCall } from '../../kit/host/call';
import { neededPerArm } from '../rules/analysis';

/**
 * How many members an arm needs, by what members bought in as many of the last days: about, for who would enter may buy otherwise.
 */
export async function planExperiment(
  { store, now }: ReadCall<'operator'>,
  { windowDays, differenceFen }: { windowDays: number; differenceFen: number },
) {
  const { sample } = await loadSample(store);
  const until = chinaDayNumber(now);
  const amounts = sample.flatMap(({ of }) =>
    of === null
      ? []
      : [
          of.days
            .filter(({ day }) => day < until && day >= until - windowDays)
            .reduce((sum, { amountFen }) => sum + amountFen, 0),
        ],
  );
  const mean = amounts.reduce((sum, one) => sum + one, 0) / Math.max(1, amounts.length);
  const squares = amounts.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const deviation = amounts.length < 2 ? 0 : Math.sqrt(squares / (amounts.length - 1));
  return {
    perArm: deviation > 0 ? neededPerArm(deviation, differenceFen) : null,
    meanFen: fen(Math.round(mean)),
    deviationFen: deviation,
    looked: amounts.length,
  };
}
