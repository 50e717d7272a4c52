import type { Instant } from '../../contracts/primitives/time';
import type { PlatformCapabilities } from '../../cloudfunctions/kit/store/capabilities';
import type { Store } from '../../cloudfunctions/kit/store/store';
import type { Finding } from './run-probe';

const ID = 'platformCapabilities';

/** Only what was seen is used: a question that was answered otherwise, or not asked, switches its capability off. */
export const provedBy = (findings: readonly Finding[]): PlatformCapabilities => ({
  batchInTransaction: findings.some(
    ({ answer }) => answer.as === 'assumed' && answer.proves === 'batchInTransaction',
  ),
});

/** Puts it in force: every instance reads it again within a minute. @throws StoreUnavailable */
export async function writeCapabilities(
  store: Store,
  content: PlatformCapabilities,
  now: Instant,
): Promise<void> {
  await store.transact(async ({ settings }) => {
    const stored = await settings.get(ID);
    await settings.replace({
      _id: ID,
      version: (stored?.version ?? 0) + 1,
      content: { ...content },
      changedAt: now,
      changedBy: 'system',
      changedByName: 'npm run probe',
    });
  });
}
