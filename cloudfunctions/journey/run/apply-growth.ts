import { refuse } from '../../../contracts/errors';
import type { NodeOf } from '../../../contracts/journey/journey-graph';
import type { Instant } from '../../../contracts/primitives/time';
import { giveGrowth } from '../../growth/ledger/give-growth';
import { loadStanding, type LoadedStanding } from '../../growth/ledger/load-standing';
import { readRules } from '../../growth/ledger/read-rules';
import type { Rules } from '../../growth/rules/standing';
import { shortName } from '../../kit/ids/spread';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, TransactionStore } from '../../kit/store/store';

/** What growth is given by, read before the transaction; null: the merchant has no tiers. */
export interface Standing {
  loaded: LoadedStanding;
  rules: Rules;
}

export async function readStanding(
  store: Pick<ReadStore, 'tierStates' | 'growthEntries' | 'growthRules'>,
  member: DocumentOf<'members'>,
): Promise<Standing | null> {
  const rules = await readRules(store);
  return rules.length === 0 ? null : { rules, loaded: await loadStanding(store, member) };
}

/**
 * Gives growth in the transaction of its step. @returns what it came to, for the trace
 * @throws TuankaError busy: whoever was faster changed what this was planned by: the next minute reads it again
 */
export async function applyGrowth(
  transaction: TransactionStore,
  { growth }: NodeOf<'growth'>,
  standing: Standing | null,
  { key, now }: { key: string; now: Instant },
): Promise<string> {
  if (standing === null) return 'refused';
  const gift = { growth, cause: shortName(key), now };
  if (await giveGrowth(transaction, standing.loaded, standing.rules, gift)) return 'given';
  throw refuse('busy', standing.loaded.state._id);
}
