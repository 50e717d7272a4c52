import type { SettingsContent } from '../../contracts/office/setting-values';
import type { PlatformCapabilities } from '../../cloudfunctions/kit/store/capabilities';
import { collectionNames, schema, type CollectionName } from '../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../local-cloud';
import { demoGrowthRules } from './demo-growth';
import { demoMerchant } from './demo-merchant';
import { demoSettings } from './demo-settings';

/** Checked once per process: a test resets its cloud many times. */
const parsed = new WeakMap<SeededDocuments, (readonly [CollectionName, object[]])[]>();

/** @throws ZodError when a document does not fit the schema */
function checked(seeded: SeededDocuments = {}) {
  const known = parsed.get(seeded);
  if (known) return known;
  const fresh = collectionNames.flatMap((name) => {
    const documents = seeded[name] ?? [];
    return documents.length > 0
      ? [[name, documents.map((document) => schema[name].document.parse(document))] as const]
      : [];
  });
  parsed.set(seeded, fresh);
  return fresh;
}

export type SeededDocuments = { readonly [Name in CollectionName]?: readonly object[] };

/** What a cloud may be started with instead of the demo's own. */
export interface SeededSettings {
  settings?: SettingsContent | undefined;
  capabilities?: Partial<PlatformCapabilities> | undefined;
  /** False: a merchant who has published no tiers yet. */
  tiers?: boolean;
  /** More than the demo's own. */
  also?: SeededDocuments | undefined;
}

const settingsDocument = (_id: 'merchant' | 'platformCapabilities', content: object) =>
  schema.settings.document.parse({
    _id,
    version: 1,
    content,
    changedAt: 0,
    changedBy: 'system',
    changedByName: '系统',
  });

/** Puts the demo merchant into one environment, in one go; that it breaks no unique index is tested once. */
export async function seedDemo(cloud: LocalCloud, env: string, own: SeededSettings = {}): Promise<void> {
  const environment = cloud.database.environment(env);
  environment.load('settings', [
    settingsDocument('merchant', { ...demoSettings, ...own.settings }),
    ...(own.capabilities ? [settingsDocument('platformCapabilities', own.capabilities)] : []),
  ]);
  if (own.tiers ?? true)
    environment.load(
      'growthRules',
      demoGrowthRules.map((rule) => schema.growthRules.document.parse(rule)),
    );
  for (const [name, documents] of [...checked(demoMerchant), ...checked(own.also)])
    environment.load(
      name,
      documents.map((document) => ({ ...document })),
    );
}
