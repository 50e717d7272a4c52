import { collectionNames, schema, type CollectionName } from '../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../local-cloud';
import { demoMerchant } from './demo-merchant';

let parsed: (readonly [CollectionName, object[]])[] | undefined;

/** Checked once per process: a test resets its cloud many times. @throws ZodError when a document does not fit the schema */
const demoDocuments = () =>
  (parsed ??= collectionNames.flatMap((name) => {
    const documents = demoMerchant[name] ?? [];
    return documents.length > 0
      ? [[name, documents.map((document) => schema[name].document.parse(document))] as const]
      : [];
  }));

/** Puts the demo merchant into one environment, in one go; that it breaks no unique index is tested once. */
export async function seedDemo(cloud: LocalCloud, env: string): Promise<void> {
  const environment = cloud.database.environment(env);
  for (const [name, documents] of demoDocuments())
    environment.load(
      name,
      documents.map((document) => ({ ...document })),
    );
}
