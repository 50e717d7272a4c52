import { collectionNames } from '../../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../../local/server';

/**
 * The cloud as it is now. Calling it brings that back, faster than living it again: database, WeChat and clock; functions start
 * over, as after a reset. What timers ran is not part of it.
 */
export function momentOf(cloud: LocalCloud): () => Promise<void> {
  const at = cloud.clock.now();
  const environment = cloud.database.environment(cloud.env);
  const everything = { filter: {}, order: [], skip: 0, limit: 100_000 };
  const saved = collectionNames.map((name) => {
    const found = environment.findDocuments(name, everything);
    return [name, found.map(({ document }) => document)] as const;
  });
  const wechat = cloud.wechat.snapshot();
  return async () => {
    await cloud.reset();
    cloud.database.reset(cloud.env);
    for (const [name, documents] of saved) if (documents.length > 0) environment.load(name, documents);
    cloud.wechat.restore(wechat);
    cloud.moveClock(at);
  };
}
