import type { Instant } from '../../contracts/primitives/time';
import { reconcileTiers, type TierDifference } from '../../cloudfunctions/growth/clock/reconcile-growth';
import type { Store } from '../../cloudfunctions/kit/store/store';
import {
  reconcileAccounts,
  reconcileLost,
  repairAccount,
  type AccountDifference,
} from '../../cloudfunctions/points/clock/reconcile-points';

export interface LedgerReport {
  accounts: number;
  found: (AccountDifference & { repaired: boolean })[];
  /** Standings, and those that are not what their growth entries come to: the entries are the truth, the sweep moves on from them. */
  tiers: { states: number; found: TierDifference[] };
}

const untilAll = (): boolean => false;

/** Everything, in one go; `repair` sets right what can be rebuilt. */
export async function verifyLedger(
  store: Store,
  { repair, now }: { repair: boolean; now: Instant },
): Promise<LedgerReport> {
  const { accounts, found } = await reconcileAccounts(store, null, untilAll);
  const lost = await reconcileLost(store, null, untilAll, now);
  const requestId = `verify-${now.toString(36)}`;
  const tiers = await reconcileTiers(store, null, untilAll);
  const report: LedgerReport = { accounts, found: [], tiers };
  for (const difference of [...found, ...lost.found]) {
    const { memberId, repairable } = difference;
    const repaired = repair && repairable && (await repairAccount(store, memberId, requestId, now));
    report.found.push({ ...difference, repaired });
  }
  return report;
}

/** What people read: a line per difference, and how it ended. */
export function reportLines({ accounts, found, tiers }: LedgerReport): string[] {
  const lines = found.flatMap(({ memberId, differences, repairable, repaired }) => [
    `✗ ${memberId}`,
    ...differences.map(
      ({ what, account, ledger }) => `    ${what}: 账户 ${account || '无'}，流水 ${ledger || '无'}`,
    ),
    ...(repaired ? ['    已按流水更正，并记了一条流水'] : []),
    ...(repairable ? [] : ['    流水本身不成立，不能自动更正，请查 docs/operations.md']),
  ]);
  const left = found.filter(({ repaired }) => !repaired).length;
  const ending =
    left === 0
      ? `✓ ${accounts} 个账户与流水一致  accounts agree with their ledgers`
      : `${accounts} 个账户，${left} 个与流水不一致  differ from their ledgers; --repair sets right what can be`;
  return [...lines, ending, ...tierLines(tiers)];
}

/** Nothing where the merchant has no tiers. */
function tierLines({ states, found }: LedgerReport['tiers']): string[] {
  if (states === 0) return [];
  const ending =
    found.length === 0
      ? `✓ ${states} 个等级与成长值流水一致  tiers agree with their growth entries`
      : `${states} 个等级，${found.length} 个与成长值流水不一致  tiers differ from their growth entries`;
  return [...found.map(({ memberId, what }) => `✗ ${memberId} 等级: ${what.join(' ')}`), ending];
}
