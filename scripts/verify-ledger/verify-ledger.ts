import type { Instant } from '../../contracts/primitives/time';
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
  const report: LedgerReport = { accounts, found: [] };
  for (const difference of [...found, ...lost.found]) {
    const { memberId, repairable } = difference;
    const repaired = repair && repairable && (await repairAccount(store, memberId, requestId, now));
    report.found.push({ ...difference, repaired });
  }
  return report;
}

/** What people read: a line per difference, and how it ended. */
export function reportLines({ accounts, found }: LedgerReport): string[] {
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
  return [...lines, ending];
}
