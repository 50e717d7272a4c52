import { collectionNames } from '../../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../../local/server';

/** Every document there is, as it is stored, of those collections that hold any. */
export function storedIn(cloud: LocalCloud) {
  const environment = cloud.database.environment(cloud.env);
  const everything = { filter: {}, order: [], skip: 0, limit: 100_000 };
  return collectionNames.flatMap((name) => {
    const documents = environment.findDocuments(name, everything).map(({ document }) => document);
    return documents.length > 0 ? [{ name, documents }] : [];
  });
}

/**
 * The cloud as it is now. Calling it brings that back, faster than living it again: database, WeChat and clock; functions start
 * over, as after a reset. What timers ran is not part of it.
 */
export function momentOf(cloud: LocalCloud): () => Promise<void> {
  const at = cloud.clock.now();
  const environment = cloud.database.environment(cloud.env);
  const saved = storedIn(cloud);
  const wechat = cloud.wechat.snapshot();
  return async () => {
    await cloud.reset();
    cloud.database.reset(cloud.env);
    for (const { name, documents } of saved) environment.load(name, documents);
    cloud.wechat.restore(wechat);
    cloud.moveClock(at);
  };
}
