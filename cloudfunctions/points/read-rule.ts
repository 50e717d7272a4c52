import type { PointsRule } from '../../contracts/points-rule';
import type { TransactionStore } from '../kit/store/store';

/** The rule in force has a document of its own beside its versions: one call by id, inside a transaction too. */
export const CURRENT_RULE = 'current';

/** Null: the merchant has no points. */
export const readRule = async (
  store:
    { pointsRules: { get(id: string): Promise<PointsRule | null> } } | Pick<TransactionStore, 'pointsRules'>,
): Promise<PointsRule | null> => store.pointsRules.get(CURRENT_RULE);
