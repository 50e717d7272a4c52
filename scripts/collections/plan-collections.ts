import { collectionsToCreate } from '../deploy/collections';
import { applySteps } from './apply-steps';
import { collectionSteps, opaLines, stepLines } from './collection-steps';
import { readDatabase } from './read-database';
import type { AskTencentCloud } from './tencent-cloud';

/** What a deployment does to collections, read before anything is changed. */
export interface CollectionPlan {
  /** For whoever reads the plan, and part of its name: another state of the database is another plan. */
  lines: string[];
  /** Everything the platform needs is done by `run`; otherwise somebody has to. */
  byHand: boolean;
  run: () => Promise<void>;
}

const BY_HAND: CollectionPlan = {
  lines: [
    '  没有 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY：按 dist/collections.json 手工建集合、索引，权限全部设为 ADMINONLY；云存储的权限也设为 ADMINONLY（仅管理端可读写）',
    '  Without the API key: create collections and indexes by hand, all of them ADMINONLY, and the storage, too',
  ],
  byHand: true,
  run: async () => undefined,
};

/** @param ask null: there is no key. @throws TencentCloudRefused */
export async function planCollections(ask: AskTencentCloud | null, envId: string): Promise<CollectionPlan> {
  if (ask === null) return BY_HAND;
  const wanted = collectionsToCreate();
  const state = await readDatabase(
    ask,
    envId,
    wanted.map(({ CollectionName }) => CollectionName),
  );
  const steps = collectionSteps(state, wanted);
  const opa = state.engine.kind === 'opa' ? opaLines(state.engine.policy) : [];
  return {
    lines: [...stepLines(steps), ...opa],
    byHand: opa.length > 0,
    run: () => applySteps(ask, envId, state, steps),
  };
}
