import { fen } from '../../../contracts/primitives/fen';
import type { ReadCall } from '../../kit/host/call';
import { loadSample } from '../features/load-sample';
import { boughtOf, cellRule, rfmCuts, scoresOf, type Scores } from '../rules/rfm';

const keyOf = ({ r, f, m }: Scores): string => `${r}${f}${m}`;

/** The grid of recency, frequency and money: exactly of a small shop, of a sample of a large one. */
export async function readRfm({ store, now }: ReadCall<'operator'>) {
  const { sample, all } = await loadSample(store);
  const looked = sample.length;
  const bought = sample.flatMap(({ of }) => (of === null ? [] : (boughtOf(of, now) ?? [])));
  if (bought.length === 0) return { cuts: null, cells: [], looked, all, now };
  const cuts = rfmCuts(bought);
  const cells = new Map<string, { scores: Scores; n: number }>();
  for (const one of bought) {
    const scores = scoresOf(one, cuts);
    const n = (cells.get(keyOf(scores))?.n ?? 0) + 1;
    cells.set(keyOf(scores), { scores, n });
  }
  return {
    cuts: { ...cuts, amountFen: cuts.amountFen.map(fen) },
    cells: [...cells.values()].map(({ scores, n }) => ({
      ...scores,
      about: Math.round((n * all) / looked),
      rule: cellRule(scores, cuts),
    })),
    looked,
    all,
    now,
  };
}
