import { figureText } from '@contracts/primitives/insight/figure-text';
import { figures, type Figure, type FigureKey } from '@contracts/primitives/insight/figures';
import type { Sums } from '@contracts/primitives/insight/measures';

type Names = Readonly<Record<FigureKey, { name: string }>> | null;

/** The figures of which two rows say different things, and what each says. @param was puts what is kept beside what it should be */
export const sumsText = (kept: Sums, due: Sums, names: Names, was: (kept: string, due: string) => string) =>
  figures
    .filter((figure: Figure) => figure.of(kept) !== figure.of(due))
    .map(({ key, name, unit, of }) => {
      const text = was(figureText(unit, of(kept)), figureText(unit, of(due)));
      return `${names?.[key]?.name ?? name} ${text}`;
    })
    .join('，');
