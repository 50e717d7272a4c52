import type { EvaluatedTier, TierStanding } from '../../../../contracts/growth/growth-ledger';
import { addMs, instant } from '../../../../contracts/primitives/time';
import { ownedFloors, withFloors } from '../floors';
import { giftedUpTo } from '../gifts/gifts-owed';
import { tierIdOf } from '../privileges';
import { betterOf, versionAt, type Rules } from '../standing';
import { placeOf } from '../tier-place';

const evaluatedOf = ({ held, evaluatedUpTo }: TierStanding): EvaluatedTier => ({ held, evaluatedUpTo });

/** The better of both, from where both are evaluated. */
function baseOf(kept: TierStanding, absorbed: TierStanding, rules: Rules): EvaluatedTier {
  const evaluatedUpTo = instant(Math.max(kept.evaluatedUpTo, absorbed.evaluatedUpTo));
  const { held } = betterOf(versionAt(rules, evaluatedUpTo), evaluatedOf(kept), evaluatedOf(absorbed));
  return { held, evaluatedUpTo };
}

/** Two standings as one, from where both are evaluated: gifts of a tier that either ever had were given. What either owes is not united. */
export function joinedStanding(kept: TierStanding, absorbed: TierStanding, rules: Rules): TierStanding {
  const base = baseOf(kept, absorbed, rules);
  const better = base.held === kept.held ? kept : absorbed;
  const rule = versionAt(rules, base.evaluatedUpTo);
  const [own, others] = [kept, absorbed].map((one) => placeOf(rule, tierIdOf(one)));
  const shown = (own ?? 0) >= (others ?? 0) && kept.tier !== null ? kept : absorbed;
  const both = {
    ...kept,
    ...base,
    ledgers: [...new Set([...kept.ledgers, ...absorbed.ledgers])],
    joinedAt: instant(Math.min(kept.joinedAt, absorbed.joinedAt)),
    level: shown.level,
    tier: shown.tier,
    tierId: shown.tierId,
    locks: [...kept.locks, ...absorbed.locks],
    notice: better.notice,
    reached: [...new Set([...kept.reached, ...absorbed.reached])],
    giftedUpTo: instant(Math.max(giftedUpTo(kept), giftedUpTo(absorbed))),
    ruleVersion: Math.min(kept.ruleVersion, absorbed.ruleVersion),
    nextDueAt: addMs(base.evaluatedUpTo, 1),
  };
  const floors = [...ownedFloors(kept), ...ownedFloors(absorbed)];
  return withFloors(both, floors, rule, base.evaluatedUpTo);
}
