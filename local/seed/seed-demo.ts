import { collectionNames, schema } from '../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../local-cloud';
import { demoMerchant } from './demo-merchant';

/** Puts the demo merchant into one environment. @throws ZodError when a document does not fit the schema */
export async function seedDemo(cloud: LocalCloud, env: string): Promise<void> {
  const environment = cloud.database.environment(env);
  for (const name of collectionNames) {
    const documents = demoMerchant[name] ?? [];
    if (documents.length === 0) continue;
    await environment.insert(
      name,
      documents.map((document) => schema[name].document.parse(document)),
    );
  }
}
