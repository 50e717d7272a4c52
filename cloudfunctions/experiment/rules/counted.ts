import { NOTHING, remeasured, type Measured, type Sums } from './sums';

/** What of a deal is in the sums. */
export interface Counted {
  arm: string;
  exposed: boolean;
  excluded: boolean;
  measured: (Measured & { bought: boolean }) | null;
}

/** What of a deal says where it belongs. */
interface Standing {
  arm: string;
  standing: 'own' | 'aside' | 'gone';
  isLate: boolean;
  rivals: readonly string[];
  exposedAt: number | null;
}

export interface ArmSums {
  _id: string;
  experimentId: string;
  arm: string;
  dealt: number;
  exposed: number;
  excluded: number;
  bought: number;
  sums: Sums;
}

export const noSums = (experimentId: string, arm: string): ArmSums => ({
  _id: `${experimentId}:${arm}`,
  experimentId,
  arm,
  dealt: 0,
  exposed: 0,
  excluded: 0,
  bought: 0,
  sums: NOTHING,
});

/** What of a deal belongs in the sums as it stands now. @param measured null: their window is not over */
export function countedOf(deal: Standing, measured: Counted['measured']): Counted | null {
  if (deal.standing !== 'own' || deal.isLate) return null;
  const excluded = deal.rivals.length > 0;
  return {
    arm: deal.arm,
    exposed: !excluded && deal.exposedAt !== null,
    excluded,
    measured: excluded ? null : measured,
  };
}

/** What stood in an arm's sums goes, what belongs there comes. */
export function recounted(sums: ArmSums, before: Counted | null, after: Counted | null): ArmSums {
  const was = before?.arm === sums.arm ? before : null;
  const is = after?.arm === sums.arm ? after : null;
  const difference = (count: (one: Counted) => boolean): number =>
    Number(is !== null && count(is)) - Number(was !== null && count(was));
  return {
    ...sums,
    dealt: sums.dealt + difference(({ excluded }) => !excluded),
    exposed: sums.exposed + difference(({ exposed }) => exposed),
    excluded: sums.excluded + difference(({ excluded }) => excluded),
    bought: sums.bought + difference(({ measured }) => measured?.bought ?? false),
    sums: remeasured(sums.sums, was?.measured ?? null, is?.measured ?? null),
  };
}
