import type { collectionsToCreate } from '../deploy/collections';
import type { DatabaseState } from './read-database';

export type Wanted = Omit<ReturnType<typeof collectionsToCreate>[number], 'CollectionName'> & {
  CollectionName: string;
};

/** What is missing at the platform, in the order it is made: a collection is closed before anything can be in it. */
export type CollectionStep =
  | { kind: 'create'; collection: string }
  | { kind: 'close'; collection: string; permission: string; was: string | null }
  /** Members’ pictures, exports and lists of other systems lie there: no client has any business with it. */
  | { kind: 'bucket'; bucket: string; permission: string; was: string | null }
  | { kind: 'index'; collection: string; indexes: Wanted['CreateIndexes'] };

const CLOSED = 'ADMINONLY';

/** Nothing for what is as it should be: a second deployment does nothing. Under `opa` no collection has a permission of its own. */
export function collectionSteps(
  { engine, collections, bucket }: DatabaseState,
  wanted: readonly Wanted[],
): CollectionStep[] {
  const ofCollections = wanted.flatMap(
    ({ CollectionName: collection, Permission: permission, CreateIndexes }) => {
      const there = collections.get(collection);
      const was = there?.permission ?? null;
      const indexes = CreateIndexes.filter(({ IndexName }) => !there?.indexes.includes(IndexName));
      const steps: CollectionStep[] = [];
      if (!there) steps.push({ kind: 'create', collection });
      if (engine.kind === 'gateway' && was !== permission)
        steps.push({ kind: 'close', collection, permission, was });
      if (indexes.length > 0) steps.push({ kind: 'index', collection, indexes });
      return steps;
    },
  );
  if (engine.kind === 'opa' || bucket === null || bucket.permission === CLOSED) return ofCollections;
  const closing = {
    kind: 'bucket' as const,
    bucket: bucket.name,
    permission: CLOSED,
    was: bucket.permission,
  };
  return [closing, ...ofCollections];
}

/** For whoever reads a plan. */
export function stepLines(steps: readonly CollectionStep[]): string[] {
  if (steps.length === 0) return ['  集合、索引、权限都已就绪  nothing to do'];
  return steps.map((step) => {
    if (step.kind === 'bucket')
      return `  ! ${'云存储 storage'.padEnd(24)}权限 ${step.was ?? '?'} → ${step.permission}`;
    const name = step.collection.padEnd(24);
    if (step.kind === 'create') return `  + ${name}新建集合 create`;
    if (step.kind === 'close') return `  ! ${name}权限 ${step.was ?? '?'} → ${step.permission}`;
    return `  + ${name}索引 indexes: ${step.indexes.map(({ IndexName }) => IndexName).join(', ')}`;
  });
}

/** What nobody but the owner may do: saving a policy ends every permission and policy there was before. */
export const opaLines = (policy: string): string[] => [
  '  ! 这个环境的权限由一条 OPA 策略统一决定（authz_engine = opa），集合权限不起作用，工具不会改它：',
  '    保存策略会让环境原有的全部权限失效。请在 云开发控制台 → 权限管理 里确认客户端（含匿名、未登录和小程序用户）读不到数据库和云存储，',
  '    然后运行 npm run doctor，它会以客户端身份逐个读取集合，读得到就报错。',
  '    One OPA policy decides for the whole environment; permissions of collections do nothing there, and nothing is changed for you.',
  policy.trim() === ''
    ? '    现在没有自定义策略，由平台的默认策略决定  no policy of your own is in force'
    : `    现在生效的策略  The policy in force (authz.user.rego):\n${policy
        .trim()
        .split('\n')
        .map((line) => `      ${line}`)
        .join('\n')}`,
];
