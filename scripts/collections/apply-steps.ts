import type { CollectionStep } from './collection-steps';
import type { DatabaseState } from './read-database';
import type { AskTencentCloud } from './tencent-cloud';

/** One after the other; what was done when one fails is found done by the next run. @throws TencentCloudRefused */
export async function applySteps(
  ask: AskTencentCloud,
  EnvId: string,
  { connector }: Pick<DatabaseState, 'connector'>,
  steps: readonly CollectionStep[],
): Promise<void> {
  for (const step of steps) {
    if (step.kind === 'bucket') {
      await ask('ModifyStorageACL', { EnvId, Bucket: step.bucket, AclTag: step.permission });
      continue;
    }
    const ofTable = { EnvId, MongoConnector: connector, TableName: step.collection };
    if (step.kind === 'create') await ask('CreateTable', ofTable);
    else if (step.kind === 'index') await ask('UpdateTable', { ...ofTable, CreateIndexes: step.indexes });
    else
      await ask('ModifyResourcePermission', {
        EnvId,
        ResourceType: 'collection',
        Resource: step.collection,
        Permission: step.permission,
      });
  }
}
